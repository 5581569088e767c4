package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockId;
import io.ogive.data.BlockStore;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.MarginStats;
import io.ogive.math.DoubleBytes;
import io.ogive.math.Kernels;
import io.ogive.math.KeyedRandom;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.RoundListener;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the inner loops of logistic regression, and what is around them, compiled while Spark starts
 * and finds the data: until then a pass takes seconds where it later takes a tenth of one. Once in
 * a JVM, on a thread of its own, for about three seconds of a core; no model sees anything of it.
 *
 * <p>Not for networks, which run other loops.
 *
 * <p>Blocks are those of real data in rows and columns, since loops that were short at first are
 * compiled badly for good.
 */
public final class WarmUp {
  static final String THREAD = "ogive-warm-up";

  private static final int COLUMNS = 100;
  private static final int BLOCKS = 4;
  private static final long NANOSECONDS_EACH = 400_000_000;

  /** In bytes. */
  private static final long LARGE_FILE = 16L << 20;

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final byte[][] rows = new byte[BlockBuilder.DEFAULT_ROWS][];
  private final double[] labels = new double[rows.length];
  private final double[] shift = new double[COLUMNS];

  private WarmUp() {
    KeyedRandom random = KeyedRandom.of(1);
    for (int i = 0; i < rows.length; i++) {
      double[] row = new double[COLUMNS];
      Arrays.setAll(row, j -> 2 * random.nextDouble() - 1);
      labels[i] = row[0] + row[1] + row[2] > 0 ? 1 : 0;
      rows[i] = DoubleBytes.of(row);
    }
  }

  /**
   * Starts it for an input, unless that is a small file on this machine: all passes over it take
   * less than the warm-up, which competes with Spark's own start.
   */
  public static void startFor(InputSpec input) {
    if (input.path().filter(WarmUp::isSmallFile).isEmpty()) {
      start();
    }
  }

  static boolean isSmallFile(String path) {
    File file = new File(InputRow.plain(path));
    return file.isFile() && file.length() < LARGE_FILE;
  }

  /** Starts it, unless it was started before; the thread, if it was not. */
  public static Optional<Thread> start() {
    if (STARTED.getAndSet(true)) {
      return Optional.empty();
    }
    Thread thread = new Thread(() -> new WarmUp().run(), THREAD);
    thread.setDaemon(true);
    thread.start();
    return Optional.of(thread);
  }

  private void run() {
    List<Block> blocks = blocks();
    Sigmoids sigmoids = new Sigmoids();
    repeatedly(() -> blocks.forEach(Block::checksum));
    repeatedly(sigmoids::run);
    repeatedly(sigmoids::observe);
    repeatedly(this::blocks);
    BlockStore store = store(blocks);
    repeatedly(() -> fit(store));
    repeatedly(() -> fit(store));
  }

  /** As many rows as it takes for a fit to begin on a sample; blocks share their values. */
  private static BlockStore store(List<Block> blocks) {
    List<Block> many = new ArrayList<>();
    for (int b = 0; b * (long) BlockBuilder.DEFAULT_ROWS < RowSample.LEAST_ROWS; b++) {
      Block.Dense one = (Block.Dense) blocks.get(b % BLOCKS);
      BlockId id = new BlockId(b % 4, Role.TRAIN, b / 4);
      many.add(new Block.Dense(id, one.labels(), one.weights(), one.features()));
    }
    return LocalBlockStore.of(COLUMNS, false, 2, many);
  }

  private static void fit(BlockStore store) {
    Features features =
        new Features(
            new LabelColumn("y", List.of("0", "1")),
            List.of(new Column.Vector("x", COLUMNS)),
            new double[COLUMNS],
            Storage.FLOAT32);
    LogisticOptions options = LogisticOptions.defaults().withPenalties(1e-4, 0);
    LogisticTraining.fit(store, features, options, HealthLevel.BASIC, RoundListener.none());
  }

  private static void repeatedly(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + NANOSECONDS_EACH;
    while (threads.getCurrentThreadCpuTime() < end) {
      work.run();
    }
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(
            0,
            Role.TRAIN,
            COLUMNS,
            false,
            Storage.FLOAT32,
            BlockBuilder.DEFAULT_ROWS,
            shift,
            blocks::add);
    for (int b = 0; b < BLOCKS; b++) {
      for (int i = 0; i < rows.length; i++) {
        builder.startRow(labels[i], 1);
        builder.putAll(0, rows[i], 0, COLUMNS);
        builder.endRow();
      }
    }
    return blocks;
  }

  /** By themselves, since they are several loops a block, and each wants to be run often. */
  private static final class Sigmoids {
    private final int n = BlockBuilder.DEFAULT_ROWS;
    private final double[] labels = new double[n];
    private final double[] margins = new double[n];
    private final double[] probability = new double[n];
    private final double[] wrong = new double[n];
    private final double[] loss = new double[n];

    Sigmoids() {
      Arrays.setAll(labels, i -> i % 2);
      Arrays.setAll(margins, i -> i % 17 - 8.0);
      run();
    }

    void run() {
      Kernels.best().logistic(margins, probability, wrong, loss, n);
    }

    void observe() {
      new MarginStats(2).observe(labels, margins, probability, loss, n);
    }
  }
}
