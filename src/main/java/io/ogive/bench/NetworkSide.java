package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.HealthLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a JVM does for the bench of networks: pictures as a cached DataFrame, fits, accuracy. */
final class NetworkSide {
  private final NetworkPeer peer;
  private final Dataset<Row> frame;
  private final Images test;

  private NetworkSide(NetworkPeer peer, Dataset<Row> frame, Images test) {
    this.peer = peer;
    this.frame = frame;
    this.test = test;
  }

  static NetworkSide load(SparkSession spark, String name, Path folder) throws IOException {
    Images train = Images.read(folder, Images.TRAIN);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < train.labels().length; i++) {
      rows.add(RowFactory.create((double) train.labels()[i], Vectors.dense(train.picture(i))));
    }
    StructType schema =
        new StructType()
            .add(Frames.LABEL, DataTypes.DoubleType)
            .add(Frames.FEATURES, SQLDataTypes.VectorType(), false, Frames.named(train.columns()));
    Dataset<Row> frame = spark.createDataFrame(rows, schema).repartition(Frames.PARTITIONS).cache();
    frame.count();
    NetworkPeer peer =
        name.equals(PeerNames.OGIVE) ? new NetworkOgive(HealthLevel.BASIC) : new NetworkMllib();
    return new NetworkSide(peer, frame, Images.read(folder, Images.TEST));
  }

  /** A whole fit, timed, then its accuracy. */
  ObjectNode train(NetworkPeer.Recipe recipe) {
    long start = System.nanoTime();
    NetworkPeer.Trained trained = peer.fit(frame, recipe);
    ObjectNode answer = Line.object().put("seconds", (System.nanoTime() - start) / 1e9);
    answer.put("accuracy", accuracy(trained.classifier()));
    ArrayNode rounds = answer.putArray("rounds");
    trained.roundSeconds().forEach(rounds::add);
    return answer;
  }

  /** A fit of Ogive's, whoever the peer is. */
  ObjectNode train(DeepNetwork network) {
    return network.fit(frame, this::accuracy);
  }

  private double accuracy(ToIntFunction<double[]> classifier) {
    int right = 0;
    for (int i = 0; i < test.labels().length; i++) {
      right += classifier.applyAsInt(test.picture(i)) == test.labels()[i] ? 1 : 0;
    }
    return (double) right / test.labels().length;
  }
}
