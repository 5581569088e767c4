package io.ogive.job.events;

import com.google.common.hash.Hashing;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TensorBoard's event files by Google's own Protocol Buffers and Guava's CRC32C; the messages
 * are those of TensorFlow's {@code event.proto} and {@code summary.proto}.
 */
public final class EventReader {
  private static final Descriptor EVENT = event();

  private EventReader() {}

  /**
   * All events of a file.
   *
   * @throws IllegalArgumentException if a checksum is wrong or a field unknown
   */
  public static List<DynamicMessage> read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<DynamicMessage> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = taken(in, Long.BYTES);
      int size = Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      byte[] data = taken(in, size);
      events.add(parsed(data));
    }
    return events;
  }

  private static byte[] taken(ByteBuffer in, int bytes) {
    byte[] data = new byte[bytes];
    in.get(data);
    int masked = in.getInt();
    int unmasked = masked - 0xa282ead8;
    int crc = (unmasked >>> 17) | (unmasked << 15);
    if (Hashing.crc32c().hashBytes(data).asInt() != crc) {
      throw new IllegalArgumentException("a checksum is wrong before byte " + in.position());
    }
    return data;
  }

  private static DynamicMessage parsed(byte[] data) {
    try {
      DynamicMessage event = DynamicMessage.parseFrom(EVENT, data);
      if (event.toString().matches("(?s).*^\\s*\\d+: .*")) {
        throw new IllegalArgumentException("unknown fields: " + event);
      }
      return event;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A field's value. */
  public static Object field(DynamicMessage message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  /** A repeated field's messages. */
  public static List<DynamicMessage> messages(DynamicMessage message, String name) {
    List<DynamicMessage> all = new ArrayList<>();
    for (Object one : (List<?>) field(message, name)) {
      all.add((DynamicMessage) one);
    }
    return all;
  }

  private static Descriptor event() {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("event.proto")
            .setSyntax("proto3")
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Event")
                    .addField(one("wall_time", 1, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(one("step", 2, FieldDescriptorProto.Type.TYPE_INT64))
                    .addField(one("file_version", 3, FieldDescriptorProto.Type.TYPE_STRING))
                    .addField(of("summary", 5, "Summary")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Summary")
                    .addField(
                        of("value", 1, "Value")
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Value")
                    .addField(one("tag", 1, FieldDescriptorProto.Type.TYPE_STRING))
                    .addField(one("simple_value", 2, FieldDescriptorProto.Type.TYPE_FLOAT))
                    .addField(of("histo", 5, "HistogramProto")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("HistogramProto")
                    .addField(one("min", 1, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(one("max", 2, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(one("num", 3, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(one("sum", 4, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(one("sum_squares", 5, FieldDescriptorProto.Type.TYPE_DOUBLE))
                    .addField(
                        one("bucket_limit", 6, FieldDescriptorProto.Type.TYPE_DOUBLE)
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
                    .addField(
                        one("bucket", 7, FieldDescriptorProto.Type.TYPE_DOUBLE)
                            .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Event");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto.Builder one(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }

  private static FieldDescriptorProto.Builder of(String name, int number, String message) {
    return one(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + message);
  }
}
