package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.BlockBuilder;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Builds the blocks of one source from its rows, and checks them when they are built again.
 *
 * <p>Spark serializes this anew for every job, so checksums that are {@link #expect expected} on
 * the driver after the first job hold in all later ones.
 */
final class BlockAssembly implements MappedPartitions.Mapper<InputRow, CachedBlock> {
  private final Layout layout;
  private final Features features;
  private final RowRules rules;
  private final boolean sparse;
  private RowGroups groups = RowGroups.NONE;
  private long[][] expected;
  private boolean guessed;

  BlockAssembly(Layout layout, Features features, RowRules rules, boolean sparse) {
    this.layout = layout;
    this.features = features;
    this.rules = rules;
    this.sparse = sparse;
  }

  /**
   * From now on the blocks of source s must have the checksums {@code [s]}, in the order of ids.
   */
  void expect(long[][] checksums) {
    expected = checksums;
  }

  /** From now on rows are in groups. */
  BlockAssembly grouped(Optional<RowGroups> by) {
    groups = by.orElse(RowGroups.NONE);
    return this;
  }

  /** From now on a source ends where a row cannot be used or has a label that is no class. */
  BlockAssembly guessing() {
    guessed = true;
    return this;
  }

  Features features() {
    return features;
  }

  boolean isSparse() {
    return sparse;
  }

  @Override
  public Iterator<CachedBlock> of(int source, Iterator<InputRow> rows) {
    return new Source(source, rows);
  }

  /**
   * The blocks of a source, training rows first, and how its rows fared. A training block is handed
   * on once it is full; held-out ones wait until the source has ended.
   */
  private final class Source implements Iterator<CachedBlock> {
    private final int source;
    private final Iterator<InputRow> rows;
    private final Deque<CachedBlock> ready = new ArrayDeque<>();
    private final List<CachedBlock> heldOut = new ArrayList<>();
    private final BlockBuilder train;
    private final BlockBuilder test;
    private final LabelIndex classes =
        new LabelIndex(features.label(), layout.kind(layout.label()));
    private final DropLedger ledger = new DropLedger(rules.onBadRow());
    private final RowParser parsed = new RowParser(layout, rules.split());
    private final Set<String> files = new LinkedHashSet<>();
    private final long[] groupRows = new long[groups.limit()];
    private UTF8String file;
    private boolean surprise;
    private int handedOn;
    private boolean finished;
    private boolean ended;

    Source(int source, Iterator<InputRow> rows) {
      this.source = source;
      this.rows = rows;
      this.train = builder(source, Role.TRAIN, ready);
      this.test = builder(source, Role.TEST, heldOut);
    }

    @Override
    public boolean hasNext() {
      return !ended;
    }

    @Override
    public CachedBlock next() {
      while (ready.isEmpty() && !surprise && rows.hasNext()) {
        InputRow row = rows.next();
        noteFile();
        take(row);
      }
      if (ready.isEmpty() && !finished) {
        finished = true;
        train.finish();
        test.finish();
        ready.addAll(heldOut);
        heldOut.clear();
      }
      ended = ready.isEmpty();
      if (ended) {
        if (expected != null) {
          check(source, handedOn, OptionalLong.empty());
          return CachedBlock.end(ledger);
        }
        CachedBlock.Findings findings =
            new CachedBlock.Findings(train.sums(), surprise, source, List.copyOf(files), groupRows);
        return CachedBlock.end(ledger, findings);
      }
      CachedBlock block = ready.remove();
      if (expected != null) {
        long checksum = block.info().orElseThrow().checksum();
        check(source, handedOn, OptionalLong.of(checksum));
      }
      handedOn++;
      return block;
    }

    /** The file that Spark is at, where it reads one: the same object until the next one. */
    @SuppressWarnings("ReferenceEquality")
    private void noteFile() {
      UTF8String path = InputFileBlockHolder.getInputFilePath();
      if (path != file) {
        file = path;
        if (path.numBytes() > 0) {
          files.add(path.toString());
        }
      }
    }

    private int group(BlockBuilder builder) {
      if (groups.isNone()) {
        return 0;
      }
      int group = groups.of(parsed.row(), layout.group().orElseThrow());
      builder.group(group);
      return group;
    }

    private void count(int group) {
      if (groupRows.length > 0 && parsed.role() == Role.TRAIN) {
        groupRows[group]++;
      }
    }

    private double label() {
      if (layout.labelKind() != LabelColumn.Kind.CLASS) {
        return parsed.labelNumber();
      }
      int label = classes.of(parsed);
      if (label < 0) {
        throw noClass(parsed.label());
      }
      return label;
    }

    private void take(InputRow at) {
      ledger.row();
      try {
        parsed.parse(at.values());
        double label = label();
        BlockBuilder builder = parsed.role() == Role.TRAIN ? train : test;
        builder.startRow(label, parsed.weight());
        int group = group(builder);
        if (features.encode(parsed.row(), builder)) {
          builder.endRow();
          count(group);
        } else {
          ledger.missing(RowCheck.missingColumn(features, parsed.row()));
        }
      } catch (BadValueException e) {
        surprise = guessed;
        if (!surprise) {
          ledger.bad(e, at);
        }
      } catch (RowParser.MalformedRowException e) {
        surprise = guessed;
        if (!surprise) {
          ledger.malformed(e, at);
        }
      }
    }
  }

  private BlockBuilder builder(int source, Role role, Collection<CachedBlock> to) {
    BlockBuilder builder =
        new BlockBuilder(
            source,
            role,
            features.width(),
            sparse,
            features.storage(),
            rules.blockRows(),
            features.shift(),
            block -> to.add(CachedBlock.of(block, BlockInfo.of(block))),
            features::slotName);
    return layout.labelKind() == LabelColumn.Kind.CLASS ? builder : builder.withoutClasses();
  }

  private BadValueException noClass(String label) {
    return new BadValueException(
        features.label().name(),
        "label '%s' is not among the classes of the model, %s"
            .formatted(label, features.label().classes()),
        "correct the row or set input.on-bad-row = drop");
  }

  /** Compares a block, or the end of the source where there is none, with what was there before. */
  private void check(int source, int place, OptionalLong checksum) {
    long[] before = expected[source];
    boolean same =
        checksum.isPresent()
            ? place < before.length && before[place] == checksum.getAsLong()
            : place == before.length;
    if (!same) {
      throw new DataChangedException(
          ("the blocks of source %d were lost, and the input gave other rows, or the rows in"
                  + " another order, when they were built again; write the input to Parquet first (a"
                  + " shuffle upstream does not repeat its row order)")
              .formatted(source));
    }
  }
}
