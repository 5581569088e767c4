package io.ogive.data;

import io.ogive.math.Hash64;
import io.ogive.math.Panels;
import io.ogive.math.SparseRows;
import java.util.ArrayList;
import java.util.List;

/** Draws training rows, each with the same chance, into blocks of their shard's number. */
record SamplePass(double share) implements Pass<SampleTotal> {
  private static final long SEED = 0x53414d504c45L;

  private record Drawn(Block block, int row) {}

  @Override
  public SampleTotal over(Shard shard) {
    List<Drawn> drawn = new ArrayList<>();
    for (Block block : shard.blocks()) {
      if (block.id().role() == Role.TRAIN) {
        long key = Hash64.mix(SEED, block.id().key());
        for (int i = 0; i < block.rows(); i++) {
          if ((Hash64.mix(key, i) >>> 11) * 0x1p-53 < share) {
            drawn.add(new Drawn(block, i));
          }
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < drawn.size(); from += BlockBuilder.DEFAULT_ROWS) {
      int end = Math.min(drawn.size(), from + BlockBuilder.DEFAULT_ROWS);
      BlockId id = new BlockId(shard.id(), Role.TRAIN, blocks.size());
      blocks.add(block(id, drawn.subList(from, end)));
    }
    return new SampleTotal(blocks);
  }

  @Override
  public String description() {
    return "sample";
  }

  @Override
  public boolean hasLargeTotal() {
    return true;
  }

  private static Block block(BlockId id, List<Drawn> rows) {
    double[] labels = new double[rows.size()];
    double[] weights = new double[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).block().labels()[rows.get(i).row()];
      weights[i] = rows.get(i).block().weights()[rows.get(i).row()];
    }
    return rows.get(0).block() instanceof Block.Dense
        ? new Block.Dense(id, labels, weights, panels(rows))
        : new Block.Sparse(id, labels, weights, sparse(rows));
  }

  private static Panels panels(List<Drawn> rows) {
    List<Panels> from =
        rows.stream().map(drawn -> ((Block.Dense) drawn.block()).features()).toList();
    return Panels.gathered(from, rows.stream().mapToInt(Drawn::row).toArray());
  }

  private static SparseRows sparse(List<Drawn> rows) {
    int[] starts = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      SparseRows x = ((Block.Sparse) rows.get(i).block()).features();
      int row = rows.get(i).row();
      starts[i + 1] = starts[i] + x.start(row + 1) - x.start(row);
    }
    int[] indices = new int[starts[rows.size()]];
    double[] values = new double[indices.length];
    for (int i = 0; i < rows.size(); i++) {
      SparseRows x = ((Block.Sparse) rows.get(i).block()).features();
      int from = x.start(rows.get(i).row());
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        indices[at] = x.column(from + at - starts[i]);
        values[at] = x.value(from + at - starts[i]);
      }
    }
    SparseRows like = ((Block.Sparse) rows.get(0).block()).features();
    return like.isSingle()
        ? SparseRows.of(like.columns(), starts, indices, floats(values))
        : SparseRows.of(like.columns(), starts, indices, values);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
