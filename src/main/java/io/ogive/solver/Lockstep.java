package io.ogive.solver;

import io.ogive.objective.LogisticPoint;
import io.ogive.objective.LogisticRecipe;
import io.ogive.objective.LogisticTotal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Several fits to the same rows that wait for one another, so that one pass serves a point of each.
 *
 * <p>Each fit is written as if it were alone and runs in a thread of its own, but only one of them
 * at a time, in a fixed order: each until it asks for an evaluation; then the pass is made, by the
 * caller's thread. What a fit sees is what it would see alone, to the last bit.
 */
final class Lockstep<T> {
  /** The most numbers that the gradients of one pass may hold. */
  private static final int MOST_NUMBERS = 1 << 24;

  private final List<Member> members = new ArrayList<>();
  private final int largestPass;
  private int passes;
  private boolean ended;

  /** Fits of so many coordinates each. */
  Lockstep(int dimension) {
    this.largestPass = Math.max(1, MOST_NUMBERS / Math.max(1, dimension));
  }

  /** A fit that was not asked to end: its thread has nobody left to wait for. */
  private static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("another fit of the path failed", null, false, false);
    }
  }

  /** What a fit waits for: points of one problem. */
  private record Request(LogisticProblem problem, List<double[]> points, boolean curvature) {}

  /** One fit. */
  private final class Member implements Runnable {
    private final Callable<T> fit;
    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore hasStopped = new Semaphore(0);
    private final Thread thread = new Thread(this, "ogive-path-" + members.size());
    private Request request;
    private List<Evaluation> answer = List.of();
    private RuntimeException refusal;
    private T result;
    private Throwable failure;
    private boolean done;

    Member(Callable<T> fit) {
      this.fit = fit;
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      mayRun.acquireUninterruptibly();
      try {
        if (!ended) {
          result = fit.call();
        }
      } catch (Throwable e) {
        failure = e;
      }
      done = true;
      hasStopped.release();
    }

    /** Lets the fit go on until it asks for something or ends. */
    void resume() {
      request = null;
      mayRun.release();
      hasStopped.acquireUninterruptibly();
    }

    void join() {
      boolean interrupted = Thread.interrupted();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** On the fit's thread: waits for an evaluation. */
    List<Evaluation> ask(Request what) {
      request = what;
      refusal = null;
      hasStopped.release();
      mayRun.acquireUninterruptibly();
      if (ended) {
        throw new Abandoned();
      }
      if (refusal != null) {
        throw refusal;
      }
      return answer;
    }
  }

  /** Adds a fit; what it evaluates it must evaluate by {@link #view views} only. */
  void add(Callable<T> fit) {
    members.add(new Member(fit));
  }

  /**
   * A problem as a fit sees it that was added: its evaluations wait for those of the others; what
   * it does with its Hessian are passes of its own.
   */
  CurvedObjective view(LogisticProblem problem) {
    return new CurvedObjective() {
      @Override
      public double[] diagonal(double[] point) {
        return problem.diagonal(point);
      }

      @Override
      public List<double[]> hessianTimes(double[] point, List<double[]> directions) {
        return problem.hessianTimes(point, directions);
      }

      @Override
      public int dimension() {
        return problem.dimension();
      }

      @Override
      public int together() {
        return problem.together();
      }

      @Override
      public List<Double> weightNorms(double[] point) {
        return problem.weightNorms(point);
      }

      @Override
      public Evaluation at(double[] point, boolean wantCurvature) {
        return at(List.of(point), wantCurvature).get(0);
      }

      @Override
      public List<Evaluation> at(List<double[]> points, boolean wantCurvature) {
        return current().ask(new Request(problem, points, wantCurvature));
      }
    };
  }

  /** On a fit's thread: lets the next pass go by without it. */
  void sitOut() {
    current().ask(null);
  }

  private Member current() {
    for (Member member : members) {
      if (member.thread == Thread.currentThread()) {
        return member;
      }
    }
    throw new IllegalStateException("an evaluation of a path outside of its fits");
  }

  /** The passes made. */
  int passes() {
    return passes;
  }

  /**
   * Runs all fits to their ends.
   *
   * @return their results, in the order in which they were added
   */
  List<T> run() {
    List<T> results = new ArrayList<>();
    try {
      members.forEach(member -> member.thread.start());
      while (members.stream().anyMatch(member -> !member.done)) {
        for (Member member : members) {
          if (!member.done) {
            member.resume();
          }
          if (member.failure != null) {
            throw propagated(member.failure);
          }
        }
        serve();
      }
      members.forEach(member -> results.add(member.result));
      return results;
    } finally {
      ended = true;
      members.stream().filter(member -> !member.done).forEach(Member::resume);
      members.forEach(Member::join);
    }
  }

  private static RuntimeException propagated(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }

  /** Answers all that members ask for, in as few passes as can be. */
  private void serve() {
    Map<LogisticRecipe, List<Member>> byRecipe = new LinkedHashMap<>();
    for (Member member : members) {
      if (!member.done && member.request != null) {
        byRecipe
            .computeIfAbsent(member.request.problem().recipe(), recipe -> new ArrayList<>())
            .add(member);
      }
    }
    for (List<Member> group : byRecipe.values()) {
      int from = 0;
      while (from < group.size()) {
        int to = from + 1;
        int points = group.get(from).request.points().size();
        while (to < group.size() && points + group.get(to).request.points().size() <= largestPass) {
          points += group.get(to++).request.points().size();
        }
        pass(group.subList(from, to));
        from = to;
      }
    }
  }

  private void pass(List<Member> together) {
    List<LogisticPoint> points = new ArrayList<>();
    for (Member member : together) {
      for (double[] point : member.request.points()) {
        points.add(member.request.problem().passPoint(point, member.request.curvature()));
      }
    }
    passes++;
    int at = 0;
    LogisticTotal total = null;
    RuntimeException refusal = null;
    try {
      total = together.get(0).request.problem().aggregate(points);
    } catch (ArithmeticException e) {
      refusal = e;
    }
    for (Member member : together) {
      Request request = member.request;
      List<Evaluation> found = new ArrayList<>();
      member.refusal = refusal;
      for (int p = 0; p < request.points().size() && member.refusal == null; p++) {
        try {
          found.add(request.problem().evaluation(request.points().get(p), total.point(at + p)));
        } catch (ArithmeticException e) {
          member.refusal = e;
        }
      }
      at += request.points().size();
      member.answer = found;
    }
  }
}
