package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a decoder delivers. */
final class Heard implements FrameSink {

    record Event(String name, String data) {}

    private final List<Event> events = new ArrayList<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private int longestFrame;

    static Heard inOne(String text) {
        return inOne(text.getBytes(UTF_8));
    }

    static Heard inOne(byte[] bytes) {
        Heard heard = new Heard();
        new SseDecoder().feed(bytes, 0, bytes.length, heard);
        return heard;
    }

    @Override
    public void frame(SseFrame frame) {
        longestFrame = Math.max(longestFrame, frame.rawLength());
        if (frame.isEvent()) {
            events.add(new Event(frame.event(), frame.data()));
        }
        try {
            frame.writeTo(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> events() {
        return events;
    }

    List<String> data() {
        return events.stream().map(Event::data).toList();
    }

    int longestFrame() {
        return longestFrame;
    }

    byte[] raw() {
        return raw.toByteArray();
    }
}
