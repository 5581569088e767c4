package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A peer's process, and the parent's side of the line protocol that {@link Worker} describes. */
final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a process.
   *
   * @param environment all of it
   * @param log takes its stderr
   */
  static Child start(String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(new File(log.toString()));
    return new Child(name, builder.start(), log);
  }

  String name() {
    return name;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws PeerException if the peer fails, has ended, or does not answer within {@code limit},
   *     upon which it is ended
   */
  JsonNode ask(Duration limit, String... words) {
    CompletableFuture<JsonNode> answer =
        CompletableFuture.supplyAsync(() -> exchanged(String.join("\t", words)));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw PeerException.tookLonger(name, limit);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PeerException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException(name + " was interrupted");
    }
  }

  private JsonNode exchanged(String request) {
    try {
      requests.write(request + "\n");
      requests.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        Optional<JsonNode> answer = Line.parse(name, line);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    } catch (IOException e) {
      throw new PeerException("%s ended (%s); see %s".formatted(name, e.getMessage(), log));
    }
    throw new PeerException("%s ended without an answer; see %s".formatted(name, log));
  }

  /** The most memory that the process has held, in bytes; 0 where the system does not say. */
  long peakBytes() {
    return ProcessMemory.peakBytes(process.pid());
  }

  @Override
  public void close() {
    try {
      requests.write("quit\n");
      requests.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly(); // it has ended, or will not listen
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
