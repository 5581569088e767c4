package io.ogive.job.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFileTest {
  private static byte[] written(EventFile.Figures... steps) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (EventFile file = new EventFile(out, 1.5)) {
      for (int s = 0; s < steps.length; s++) {
        file.write(2.25 + s, 300L * s, steps[s]);
      }
    }
    return out.toByteArray();
  }

  @Test
  void googlesParserReadsWhatWasWritten() throws IOException {
    List<DynamicMessage> events =
        EventReader.read(
            written(
                new EventFile.Figures().scalar("loss", 0.75),
                new EventFile.Figures()
                    .scalar("Überlauf/größe", Double.MAX_VALUE)
                    .scalar("no number", Double.NaN)
                    .histogram("octaves", -2, new long[] {3, 0, 0, 1, 2, 0})
                    .histogram("nothing", 0, new long[3])));
    assertThat(events).hasSize(3);
    assertThat(EventReader.field(events.get(0), "file_version")).isEqualTo("brain.Event:2");
    assertThat(EventReader.field(events.get(0), "wall_time")).isEqualTo(1.5);
    DynamicMessage loss = values(events.get(1)).get(0);
    assertThat(EventReader.field(loss, "tag")).isEqualTo("loss");
    assertThat(EventReader.field(loss, "simple_value")).isEqualTo(0.75f);
    assertThat(EventReader.field(events.get(2), "step")).isEqualTo(300L);
    assertThat(EventReader.field(events.get(2), "wall_time")).isEqualTo(3.25);
    List<DynamicMessage> values = values(events.get(2));
    assertThat(values)
        .extracting(value -> EventReader.field(value, "tag"))
        .containsExactly("Überlauf/größe", "octaves");
    assertThat(EventReader.field(values.get(0), "simple_value")).isEqualTo(Float.POSITIVE_INFINITY);
    DynamicMessage histogram = (DynamicMessage) EventReader.field(values.get(1), "histo");
    assertThat(EventReader.field(histogram, "min")).isEqualTo(-2.0);
    assertThat(EventReader.field(histogram, "max")).isEqualTo(2.0);
    assertThat(EventReader.field(histogram, "num")).isEqualTo(6.0);
    assertThat(EventReader.field(histogram, "sum")).isEqualTo(-6 + 1 + 4.0);
    assertThat(EventReader.field(histogram, "sum_squares")).isEqualTo(12 + 1 + 8.0);
    assertThat(EventReader.field(histogram, "bucket_limit"))
        .isEqualTo(List.of(-1.5, -0.5, 0.5, 1.5, 2.5, 3.5));
    assertThat(EventReader.field(histogram, "bucket"))
        .isEqualTo(List.of(3.0, 0.0, 0.0, 1.0, 2.0, 0.0));
  }

  private static List<DynamicMessage> values(DynamicMessage event) {
    return EventReader.messages((DynamicMessage) EventReader.field(event, "summary"), "value");
  }

  @Test
  void theReaderFindsEveryBitThatIsWrong() throws IOException {
    byte[] file = written(new EventFile.Figures().scalar("loss", 1));
    for (int i = 0; i < file.length; i++) {
      byte[] broken = file.clone();
      broken[i] ^= 1;
      assertThatThrownBy(() -> EventReader.read(broken)).as("byte %d", i).isNotNull();
    }
    assertThat(EventReader.read(file)).hasSize(2);
  }

  @Test
  void longMessagesHaveLongLengths() throws IOException {
    EventFile.Figures many = new EventFile.Figures();
    for (int i = 0; i < 5000; i++) {
      many.scalar("tag_" + i, i);
    }
    assertThat(values(EventReader.read(written(many)).get(1))).hasSize(5000);
  }
}
