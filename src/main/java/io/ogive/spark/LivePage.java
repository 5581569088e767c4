package io.ogive.spark;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page under Spark's UI while a run goes on.
 *
 * <p>What it hangs on is private to Spark and differs between versions and vendors' builds.
 * Whatever goes wrong is warned of once, and the run goes on without the page.
 */
public final class LivePage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);

  private Optional<AutoCloseable> place = Optional.empty();
  private boolean warned;

  /** Where a page can be put. */
  @FunctionalInterface
  interface Host {
    /**
     * Puts a page there.
     *
     * @param page draws it whole, whenever it is asked for, in threads of the host's own
     * @return what takes it away; none where there is no place, which is no fault
     */
    Optional<AutoCloseable> put(SparkContext spark, Supplier<String> page) throws Exception;
  }

  /** Shows a page in Spark's UI, if there is one; never throws. */
  public void attach(SparkContext spark, Supplier<String> page) {
    attach(new SparkUiHost(), spark, page);
  }

  void attach(Host host, SparkContext spark, Supplier<String> page) {
    attempt("shown", () -> place = host.put(spark, page));
  }

  /**
   * Tells the page something, if it stands anywhere; never throws, and tells nothing more after a
   * fault.
   */
  public void tell(Runnable what) {
    if (place.isPresent() && !warned) {
      attempt("told of a round", what::run);
    }
  }

  /** Takes the page away; never throws. */
  @Override
  public void close() {
    attempt(
        "taken away",
        () -> {
          if (place.isPresent()) {
            place.get().close();
          }
        });
    place = Optional.empty();
  }

  /** Whether it stands anywhere. */
  boolean isShown() {
    return place.isPresent();
  }

  /** Whether something went wrong, and was told. */
  boolean hasWarned() {
    return warned;
  }

  private void attempt(String what, Step step) {
    try {
      step.run();
    } catch (Exception | LinkageError e) {
      if (!warned) {
        LOG.warn(
            "the live page cannot be {} in this Spark's UI, the run goes on without it: {};"
                + " health.live-page = false leaves it out",
            what,
            e.toString());
      }
      warned = true;
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
