package io.ogive.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.ogive.data.Block;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A block as Spark caches it, so that a partition is unrolled and spilled block by block; after the
 * blocks of a source comes one that holds none, but what became of the source's rows.
 *
 * <p>Written by Java's serialization even where Spark is set to Kryo, which cannot read records.
 */
@DefaultSerializer(JavaSerializer.class)
final class CachedBlock implements Serializable {
  private final Block block;
  private final DropLedger ledger;

  private CachedBlock(Block block, DropLedger ledger) {
    this.block = block;
    this.ledger = ledger;
  }

  static CachedBlock of(Block block) {
    return new CachedBlock(block, null);
  }

  /** The end of a source. */
  static CachedBlock end(DropLedger ledger) {
    return new CachedBlock(null, ledger);
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

  Optional<DropLedger> ledger() {
    return Optional.ofNullable(ledger);
  }
}
