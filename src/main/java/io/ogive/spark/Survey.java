package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Role;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the first look at the blocks of a source, or of all, finds. */
final class Survey implements Serializable {
  private final List<BlockInfo> blocks = new ArrayList<>();
  private final BitSet weightedClasses = new BitSet();
  private final DropLedger ledger = new DropLedger(InputSpec.OnBadRow.DROP);

  static Survey of(Iterator<CachedBlock> records) {
    Survey survey = new Survey();
    records.forEachRemaining(
        record -> {
          record.ledger().ifPresent(survey.ledger::mergeWith);
          record.block().ifPresent(survey::add);
        });
    return survey;
  }

  private void add(Block block) {
    blocks.add(BlockInfo.of(block));
    if (block.id().role() == Role.TRAIN) {
      for (int i = 0; i < block.rows(); i++) {
        if (block.weights()[i] > 0) {
          weightedClasses.set((int) block.labels()[i]);
        }
      }
    }
  }

  Survey mergeWith(Survey other) {
    blocks.addAll(other.blocks);
    weightedClasses.or(other.weightedClasses);
    ledger.mergeWith(other.ledger);
    return this;
  }

  List<BlockInfo> blocks() {
    return blocks;
  }

  /** The number of classes that have a training row of positive weight. */
  int weightedClasses() {
    return weightedClasses.cardinality();
  }

  DropLedger ledger() {
    return ledger;
  }

  /** The checksums of each source's blocks, in the order of ids. */
  long[][] checksums(int sources) {
    List<LongStream.Builder> bySource =
        Stream.generate(LongStream::builder).limit(sources).toList();
    for (BlockInfo block : blocks) {
      bySource.get(block.id().source()).add(block.checksum());
    }
    return bySource.stream().map(b -> b.build().toArray()).toArray(long[][]::new);
  }
}
