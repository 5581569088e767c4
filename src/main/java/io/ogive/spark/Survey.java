package io.ogive.spark;

import io.ogive.data.ColumnSums;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.health.SourceNames;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the first look at the blocks of a source, or of all, finds. */
final class Survey implements Serializable {
  private transient List<BlockInfo> blocks = new ArrayList<>();
  private final ColumnSums sums;
  private final DropLedger ledger = new DropLedger(InputSpec.OnBadRow.DROP);
  private final TreeMap<Integer, String> names = new TreeMap<>();
  private long[] groups = {};
  private boolean surprise;
  private int sources;

  /** A survey of nothing, with room for so many classes. */
  Survey(int classes) {
    sums = ColumnSums.none(classes);
  }

  static Survey of(Iterator<CachedBlock> records, int classes) {
    Survey survey = new Survey(classes);
    records.forEachRemaining(
        record -> {
          record.ledger().ifPresent(survey.ledger::mergeWith);
          record.info().ifPresent(survey.blocks::add);
          record.takeFindings().ifPresent(survey::add);
        });
    survey.sums.trim();
    return survey;
  }

  private void add(CachedBlock.Findings findings) {
    sources++;
    sums.mergeWith(findings.sums());
    surprise |= findings.surprise();
    addGroups(findings.groups());
    SourceNames.of(findings.files()).ifPresent(name -> names.put(findings.source(), name));
  }

  private void addGroups(long[] rows) {
    groups = Arrays.copyOf(groups, Math.max(groups.length, rows.length));
    for (int g = 0; g < rows.length; g++) {
      groups[g] += rows[g];
    }
  }

  /** The training rows of each group, where rows are in groups. */
  long[] groups() {
    return groups;
  }

  Survey mergeWith(Survey other) {
    blocks.addAll(other.blocks);
    sums.mergeWith(other.sums);
    ledger.mergeWith(other.ledger);
    surprise |= other.surprise;
    sources += other.sources;
    addGroups(other.groups);
    names.putAll(other.names);
    return this;
  }

  List<BlockInfo> blocks() {
    return blocks;
  }

  /** Which files sources were read from. */
  SourceNames names() {
    return new SourceNames(names);
  }

  /** What the moments of the training rows are made of. */
  ColumnSums sums() {
    return sums;
  }

  /**
   * The sources of which all was found: findings are told once, so that a task that finds its
   * blocks in the cache, since it ran before, tells none.
   */
  int sources() {
    return sources;
  }

  /** Whether a row did not fit what was guessed of the input. */
  boolean surprise() {
    return surprise;
  }

  /** The number of classes that have a training row of positive weight. */
  int weightedClasses() {
    return (int) Arrays.stream(sums.classRows()).filter(rows -> rows > 0).count();
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

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(blocks.size());
    for (BlockInfo block : blocks) {
      block.writeTo(out);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    blocks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      blocks.add(BlockInfo.readFrom(in));
    }
  }
}
