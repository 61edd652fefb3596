package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events by the standard (WHATWG HTML, 9.2.6), as the tests' own second opinion. */
final class SseReader {

    record Event(String name, String data) {

        JsonNode json() {
            return Played.parse(data);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private String name = "";
    private final List<String> data = new ArrayList<>();

    private SseReader() {}

    static List<Event> read(String text) {
        SseReader reader = new SseReader();
        String body = text.startsWith("\ufeff") ? text.substring(1) : text;
        String lines = body.replace("\r\n", "\n").replace('\r', '\n');
        int end = lines.lastIndexOf('\n');
        lines.substring(0, end + 1).lines().forEach(reader::line);
        return reader.events;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String field, String value) {
        switch (field) {
            case "event" -> name = value;
            case "data" -> data.add(value);
            default -> {}
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            events.add(new Event(name, String.join("\n", data)));
        }
        name = "";
        data.clear();
    }
}
