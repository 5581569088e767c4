package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to write a LibSVM line wrong is named with its column, token and remedy. */
class LibSvmLineTest {
  static Stream<Arguments> badLines() {
    return Stream.of(
        arguments("", 1, "the line is empty; remove it"),
        arguments("   \t ", 1, "the line is empty"),
        arguments("1:2 3:4", 1, "'1:2' stands where the label should; put a label first"),
        arguments("NaN 1:2", 1, "label 'NaN' is not a finite decimal number; correct the row"),
        arguments("a 1:2", 1, "label 'a' is not"),
        arguments("inf 1:2", 1, "label 'inf' is not"),
        arguments("1,2 1:2", 1, "label '1,2' is not"),
        arguments("0x1 1:2", 1, "label '0x1' is not"),
        arguments("1d 1:2", 1, "label '1d' is not"),
        arguments("1 0:2", 3, "index 0; count indices from 1"),
        arguments("1 -1:2", 3, "index '-1' of '-1:2' is not a whole number from 1 up"),
        arguments("1 +1:2", 3, "index '+1' of '+1:2'"),
        arguments("1 1.5:2", 3, "index '1.5' of '1.5:2'"),
        arguments("1 x:2", 3, "index 'x' of 'x:2'"),
        arguments("1 qid:2 1:2", 3, "index 'qid' of 'qid:2'"),
        arguments("1 :2", 3, "index '' of ':2'"),
        arguments("1 2:1 2:3", 7, "index 2 comes twice; write each index once, ascending"),
        arguments("1 3:1 2:3", 7, "index 2 follows 3; write each index once, ascending"),
        arguments("1 2147483648:1", 3, "index 2147483648 is over 2147483647"),
        arguments("1 99999999999999999999:1", 3, "is over 2147483647"),
        arguments("1 2", 3, "'2' has no colon; write index:value"),
        arguments("1 1:1 7 8:1", 7, "'7' has no colon"),
        arguments("1 1:2:3", 3, "'1:2:3' has two colons"),
        arguments("1 1::3", 3, "'1::3' has two colons"),
        arguments("1 1:", 3, "'1:' has no value"),
        arguments("1 1: 2", 3, "'1:' has no value"),
        arguments("1 1:0x10", 5, "feature value '0x10' is not a finite decimal number"),
        arguments("1 1:1e999", 5, "feature value '1e999' is not"),
        arguments("1 1:-1e999", 5, "feature value '-1e999' is not"),
        arguments("1 1:NaN", 5, "feature value 'NaN' is not"),
        arguments("1 1:Infinity", 5, "feature value 'Infinity' is not"),
        arguments("1 1:1,5", 5, "feature value '1,5' is not"),
        arguments("1 1:1f", 5, "feature value '1f' is not"),
        arguments("1 1:--1", 5, "feature value '--1' is not"),
        arguments("1 1:1e", 5, "feature value '1e' is not"),
        arguments("1 1:.", 5, "feature value '.' is not"),
        arguments("1 1:2\u00003", 6, "a NUL byte"),
        arguments("1 1:2\r3", 5, "feature value '2\r3' is not"),
        arguments("\u00ef\u00bb\u00bf1 1:2", 1, "a byte order mark; write the file as plain ASCII"),
        arguments("1 1:\u00e9", 5, "byte 0xE9, which is not ASCII"),
        arguments("\u00b51 1:2", 1, "byte 0xB5"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineIsNamed(String line, int column, String message) {
    assertThatThrownBy(() -> new LibSvmLine().read(bytes(line)))
        .isExactlyInstanceOf(LibSvmLine.MalformedLineException.class)
        .hasMessageContaining(message)
        .satisfies(
            e -> assertThat(((LibSvmLine.MalformedLineException) e).column()).isEqualTo(column))
        .message()
        .contains("; "); // a remedy
  }

  static Stream<Arguments> goodLines() {
    return Stream.of(
        arguments("1 1:2 3:-4.5", 1.0, new int[] {0, 2}, new double[] {2, -4.5}),
        arguments("-1\t1:2\t\t3:4", -1.0, new int[] {0, 2}, new double[] {2, 4}),
        arguments("+1 7:1e-3\r", 1.0, new int[] {6}, new double[] {1e-3}),
        arguments("2.5", 2.5, new int[0], new double[0]),
        arguments("0 1:1 # a comment: with 1:2", 0.0, new int[] {0}, new double[] {1}),
        arguments("0 1:1#", 0.0, new int[] {0}, new double[] {1}),
        arguments("  0   1:.5  ", 0.0, new int[] {0}, new double[] {0.5}),
        arguments("0 0001:1", 0.0, new int[] {0}, new double[] {1}),
        arguments("0 2147483647:1", 0.0, new int[] {2147483646}, new double[] {1}),
        arguments("0 1:0 2:0.0", 0.0, new int[] {0, 1}, new double[] {0, 0}),
        arguments("0 1:1E+2 2:1.", 0.0, new int[] {0, 1}, new double[] {100, 1}));
  }

  @ParameterizedTest
  @MethodSource("goodLines")
  void aGoodLineIsRead(String text, double label, int[] indices, double[] values) {
    LibSvmLine line = new LibSvmLine();
    assertThat(line.read(bytes(text))).isTrue();
    assertThat(line.label()).isEqualTo(label);
    assertThat(line.indices()).isEqualTo(indices);
    assertThat(line.values()).isEqualTo(values);
    // And again, after another line: nothing stays behind.
    line.read(bytes("5 9:9 10:10 11:11"));
    line.read(bytes(text));
    assertThat(line.indices()).isEqualTo(indices);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"# only", "   # a comment", "#"})
  void aCommentIsNoRow(String text) {
    assertThat(new LibSvmLine().read(bytes(text))).isFalse();
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
