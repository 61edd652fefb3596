package dev.perennial.simulator.replay;

import dev.perennial.simulator.StreamStep;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a stream of server-sent events. */
final class EventText {

    private EventText() {}

    /** Its events; comments and other fields are left out, as every client does. */
    static List<StreamStep> steps(String stream) {
        List<StreamStep> steps = new ArrayList<>();
        String lines = stream.replaceFirst("^\uFEFF", "").replaceAll("\r\n?", "\n");
        for (String event : lines.split("\n\n+", -1)) {
            String data = field(event, "data");
            if (!data.isEmpty()) {
                steps.add(new StreamStep.Frame(field(event, "event"), data));
            }
        }
        return steps;
    }

    private static String field(String event, String name) {
        StringBuilder value = new StringBuilder();
        for (String line : event.lines().toList()) {
            if (line.startsWith(name + ":")) {
                value.append(value.isEmpty() ? "" : "\n")
                        .append(line.substring(name.length() + 1).replaceFirst("^ ", ""));
            }
        }
        return value.toString();
    }
}
