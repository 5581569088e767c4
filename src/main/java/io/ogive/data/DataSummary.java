package io.ogive.data;

import io.ogive.math.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What ingest made of the input.
 *
 * @param columns the slots of a row
 * @param sparse whether blocks are sparse
 * @param classes the number of classes; 0 where the label is a number or several flags
 * @param blocks every block in the order of ids
 */
public record DataSummary(int columns, boolean sparse, int classes, List<BlockInfo> blocks) {
  public DataSummary {
    blocks = blocks.stream().sorted(Comparator.comparing(BlockInfo::id)).toList();
    for (int b = 1; b < blocks.size(); b++) {
      if (blocks.get(b).id().equals(blocks.get(b - 1).id())) {
        throw new IllegalArgumentException(blocks.get(b).id() + " comes twice");
      }
    }
  }

  /** One block: its id, rows, stored values and {@link Block#checksum()}. */
  public record BlockInfo(BlockId id, int rows, long entries, long checksum)
      implements Serializable {
    public static BlockInfo of(Block block) {
      return new BlockInfo(block.id(), block.rows(), block.entries(), block.checksum());
    }

    /** By hand, since there is one for every thousand rows. */
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(id.source());
      out.writeBoolean(id.role() == Role.TRAIN);
      out.writeInt(id.ordinal());
      out.writeInt(rows);
      out.writeLong(entries);
      out.writeLong(checksum);
    }

    /** What {@link #writeTo} wrote. */
    public static BlockInfo readFrom(DataInput in) throws IOException {
      int source = in.readInt();
      Role role = in.readBoolean() ? Role.TRAIN : Role.TEST;
      BlockId id = new BlockId(source, role, in.readInt());
      return new BlockInfo(id, in.readInt(), in.readLong(), in.readLong());
    }
  }

  /** The blocks of one role, in order. */
  public List<BlockInfo> blocks(Role role) {
    return blocks.stream().filter(b -> b.id().role() == role).toList();
  }

  /** The rows of one role. */
  public long rows(Role role) {
    return blocks(role).stream().mapToLong(BlockInfo::rows).sum();
  }

  /** The stored values of the training rows. */
  public long entries() {
    return blocks(Role.TRAIN).stream().mapToLong(BlockInfo::entries).sum();
  }

  /** The number of sources that have a block. */
  public int sources() {
    return (int) blocks.stream().map(b -> b.id().source()).distinct().count();
  }

  /** A hash of all blocks in order: names the data that a model was trained on. */
  public long fingerprint() {
    long hash = columns;
    for (BlockInfo b : blocks) {
      hash = Hash64.mix(Hash64.mix(hash, b.id().key()), b.checksum());
    }
    return hash;
  }
}
