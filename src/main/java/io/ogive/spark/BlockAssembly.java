package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/**
 * Builds the blocks of one source from its rows, and checks them when they are built again.
 *
 * <p>Spark serializes this anew for every job, so checksums that are {@link #expect expected} on
 * the driver after the first job hold in all later ones.
 */
final class BlockAssembly implements Function2<Integer, Iterator<InputRow>, Iterator<CachedShard>> {
  private final Layout layout;
  private final Features features;
  private final RowRules rules;
  private final boolean sparse;
  private Broadcast<long[][]> expected;

  BlockAssembly(Layout layout, Features features, RowRules rules, boolean sparse) {
    this.layout = layout;
    this.features = features;
    this.rules = rules;
    this.sparse = sparse;
  }

  /**
   * From now on the blocks of source s must have the checksums {@code [s]}, in the order of ids.
   */
  void expect(Broadcast<long[][]> checksums) {
    expected = checksums;
  }

  @Override
  public Iterator<CachedShard> call(Integer source, Iterator<InputRow> rows) {
    List<List<Block>> blocks = List.of(new ArrayList<>(), new ArrayList<>());
    DropLedger ledger = build(source, rows, blocks);
    List<Block> inOrder = new ArrayList<>(blocks.get(0));
    inOrder.addAll(blocks.get(1));
    if (expected != null) {
      check(source, inOrder, expected.value()[source]);
    }
    return List.of(new CachedShard(new Shard(source, inOrder), ledger)).iterator();
  }

  private DropLedger build(int source, Iterator<InputRow> rows, List<List<Block>> blocks) {
    BlockBuilder train = builder(source, Role.TRAIN, blocks.get(0));
    BlockBuilder test = builder(source, Role.TEST, blocks.get(1));
    Map<String, Integer> classes = classes();
    DropLedger ledger = new DropLedger(rules.onBadRow());
    RowParser parsed = new RowParser(layout, rules.split());
    while (rows.hasNext()) {
      InputRow at = rows.next();
      ledger.row();
      try {
        parsed.parse(at.values());
        BlockBuilder builder = parsed.role() == Role.TRAIN ? train : test;
        builder.startRow(classIndex(classes, parsed.label()), parsed.weight());
        if (features.encode(parsed.row(), builder)) {
          builder.endRow();
        } else {
          ledger.missing(RowCheck.missingColumn(features, parsed.row()));
        }
      } catch (BadValueException e) {
        ledger.bad(e, at);
      } catch (RowParser.MalformedRowException e) {
        ledger.malformed(e, at);
      }
    }
    train.finish();
    test.finish();
    return ledger;
  }

  private BlockBuilder builder(int source, Role role, List<Block> to) {
    return new BlockBuilder(
        source,
        role,
        features.width(),
        sparse,
        features.storage(),
        rules.blockRows(),
        features.shift(),
        to::add,
        features::slotName);
  }

  private Map<String, Integer> classes() {
    Map<String, Integer> index = new HashMap<>();
    List<String> classes = features.label().classes();
    for (int k = 0; k < classes.size(); k++) {
      index.put(classes.get(k), k);
    }
    return index;
  }

  private int classIndex(Map<String, Integer> classes, String label) {
    Integer index = classes.get(label);
    if (index == null) {
      throw new BadValueException(
          features.label().name(),
          "label '%s' is not among the classes of the model, %s"
              .formatted(label, features.label().classes()),
          "correct the row or set input.on-bad-row = drop");
    }
    return index;
  }

  private static void check(int source, List<Block> blocks, long[] checksums) {
    boolean same = blocks.size() == checksums.length;
    for (int b = 0; same && b < checksums.length; b++) {
      same = blocks.get(b).checksum() == checksums[b];
    }
    if (!same) {
      throw new DataChangedException(
          ("the blocks of source %d were lost, and the input gave other rows, or the rows in "
                  + "another order, when they were built again; write the input to Parquet first (a "
                  + "shuffle upstream does not repeat its row order)")
              .formatted(source));
    }
  }
}
