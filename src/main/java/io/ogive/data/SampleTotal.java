package io.ogive.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Blocks of drawn rows, in the order of their ids. */
record SampleTotal(List<Block> blocks) implements Total<SampleTotal> {
  @Override
  public SampleTotal mergeWith(SampleTotal other) {
    List<Block> all = new ArrayList<>(blocks);
    all.addAll(other.blocks);
    all.sort(Comparator.comparing(Block::id));
    return new SampleTotal(all);
  }
}
