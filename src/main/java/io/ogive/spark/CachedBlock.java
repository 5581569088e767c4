package io.ogive.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.ogive.data.Block;
import io.ogive.data.ColumnSums;
import io.ogive.data.DataSummary.BlockInfo;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * A block as Spark caches it, so that a partition is unrolled and spilled block by block; after the
 * blocks of a source comes one that holds none, but what became of the source's rows.
 *
 * <p>It tells Spark its size, which Spark would find by walking all objects.
 *
 * <p>Written by Java's serialization even where Spark is set to Kryo, which cannot read records.
 */
@DefaultSerializer(JavaSerializer.class)
final class CachedBlock implements Serializable, KnownSizeEstimation {
  private final Block block;
  private final BlockInfo info;
  private final DropLedger ledger;
  private Findings findings;

  /**
   * What was found while the blocks of a source were made.
   *
   * @param sums those of the training rows
   * @param surprise whether a row did not fit what was guessed of the input, and no more were read
   * @param source its number
   * @param files that it was seen to be read from, in the order of reading
   * @param groups the training rows of each group, where rows are in groups
   */
  record Findings(ColumnSums sums, boolean surprise, int source, List<String> files, long[] groups)
      implements Serializable {}

  private CachedBlock(Block block, BlockInfo info, DropLedger ledger, Findings findings) {
    this.block = block;
    this.info = info;
    this.ledger = ledger;
    this.findings = findings;
  }

  static CachedBlock of(Block block) {
    return new CachedBlock(block, null, null, null);
  }

  /** A block and its info, which is taken while the block is in the processor's cache. */
  static CachedBlock of(Block block, BlockInfo info) {
    return new CachedBlock(block, info, null, null);
  }

  /** The end of a source. */
  static CachedBlock end(DropLedger ledger) {
    return new CachedBlock(null, null, ledger, null);
  }

  /** The end of a source that is read for the first time. */
  static CachedBlock end(DropLedger ledger, Findings findings) {
    return new CachedBlock(null, null, ledger, findings);
  }

  @Override
  public long estimatedSize() {
    return 512 + (block == null ? 0 : block.bytes());
  }

  /** The blocks among the records of a cached partition. */
  static Iterator<Block> blocks(Iterator<?> records) {
    return new Iterator<>() {
      private Block next;

      @Override
      public boolean hasNext() {
        while (next == null && records.hasNext()) {
          next = ((CachedBlock) records.next()).block;
        }
        return next != null;
      }

      @Override
      public Block next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Block block = next;
        next = null;
        return block;
      }
    };
  }

  Optional<Block> block() {
    return Optional.ofNullable(block);
  }

  /** The info of the block, if it was given one. */
  Optional<BlockInfo> info() {
    return Optional.ofNullable(info);
  }

  /** What was found, to whoever asks first: it is not to stay in memory with the blocks. */
  Optional<Findings> takeFindings() {
    Optional<Findings> taken = Optional.ofNullable(findings);
    findings = null;
    return taken;
  }

  Optional<DropLedger> ledger() {
    return Optional.ofNullable(ledger);
  }
}
