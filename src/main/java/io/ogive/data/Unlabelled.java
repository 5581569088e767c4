package io.ogive.data;

/** The same blocks with all labels 0: for statistics in which labels have no part. */
record Unlabelled(BlockSet blocks) implements BlockSet {
  @Override
  public <T extends Total<T>> T aggregate(Pass<T> pass) {
    return blocks.aggregate(new OfZeros<>(pass));
  }

  private record OfZeros<T extends Total<T>>(Pass<T> pass) implements Pass<T> {
    @Override
    public T over(Shard shard) {
      return pass.over(
          new Shard(shard.id(), shard.blocks().stream().map(OfZeros::unlabelled).toList()));
    }

    private static Block unlabelled(Block block) {
      double[] zeros = new double[block.rows()];
      return block instanceof Block.Dense dense
          ? new Block.Dense(dense.id(), zeros, dense.weights(), dense.features())
          : new Block.Sparse(block.id(), zeros, block.weights(), ((Block.Sparse) block).features());
    }

    @Override
    public String description() {
      return pass.description();
    }
  }
}
