package dev.perennial.stream.corpus;

import java.util.List;

/** Data of which one record is much like the other. */
final class Records {

    private static final List<String> CITIES = List.of("Ulm", "Łódź", "Lyon", "Oslo", "São Paulo", "東京", "Graz");
    private static final List<String> LEVELS = List.of("INFO ", "INFO ", "INFO ", "WARN ", "ERROR", "DEBUG");
    private static final List<String> EVENTS = List.of(
            "connection reset by peer",
            "request finished status=200",
            "request finished status=200 bytes=0",
            "retrying in 1000 ms",
            "heartbeat",
            "cache miss key=user:17");
    private static final List<String> PATHS = List.of(
            "https://example.org/a/b/c",
            "http://localhost:8080/",
            "https://en.example.org/wiki/Ha_ha",
            "ftp://10.0.0.1");
    private static final List<String> QUOTED = List.of(
            "\"",
            "\\\"",
            "\\\\",
            "\\n",
            "'",
            "''",
            "“",
            "”",
            "«",
            "»",
            "`",
            "\"\"\"",
            "\\u00e9",
            "C:\\new\\table",
            "it's",
            "said");

    private Records() {}

    static void json(Pen pen) {
        pen.add("[\n");
        for (int id = pen.below(50); !pen.full(); id++) {
            pen.add("  {\"id\": ").add(id).add(", \"city\": \"").addOneOf(CITIES);
            pen.add("\", \"active\": ").add(pen.oneIn(2) ? "true" : "false").add(", \"tags\": [\"a\", \"b\"]},\n");
        }
        pen.add("  null\n]\n");
    }

    static void compactJson(Pen pen) {
        pen.add("{\"rows\":[");
        while (!pen.full()) {
            pen.repeat("{\"x\":0,\"y\":" + pen.below(3) + "},", pen.between(1, 4));
        }
        pen.add("{}]}");
    }

    static void csv(Pen pen) {
        pen.add("id,city,amount,note\r\n");
        for (int id = 1; !pen.full(); id++) {
            pen.add(id).add(",").addOneOf(CITIES).add(",").add(pen.below(1000)).add(".00,");
            pen.add(pen.oneIn(3) ? "\"a, b\"" : "").add("\r\n");
        }
    }

    static void log(Pen pen) {
        int second = pen.below(3600);
        while (!pen.full()) {
            second += pen.oneIn(3) ? 0 : 1;
            pen.add("2026-02-11T09:")
                    .padded(second / 60 % 60, 2)
                    .add(":")
                    .padded(second % 60, 2)
                    .add(".000Z ");
            pen.addOneOf(LEVELS).add(" [main] ").addOneOf(EVENTS).add("\n");
        }
    }

    static void urls(Pen pen) {
        while (!pen.full()) {
            pen.add("- [")
                    .addOneOf(CITIES)
                    .add("](")
                    .addOneOf(PATHS)
                    .add("?q=%20%C3%A9&page=")
                    .add(pen.below(30));
            pen.add("#L").add(pen.below(300)).add(")\n");
        }
    }

    static void quotes(Pen pen) {
        while (!pen.full()) {
            pen.addOneOf(QUOTED).add(pen.oneIn(2) ? " " : "").addOneOf(QUOTED).add(pen.oneIn(9) ? "\n" : " ");
        }
    }

    static void digits(Pen pen) {
        pen.add("3.");
        while (!pen.full()) {
            pen.padded(pen.below(1_000_000), 6);
        }
    }

    static void numbers(Pen pen) {
        while (!pen.full()) {
            pen.add(pen.between(-20, 20)).add(pen.oneIn(8) ? "\n" : ", ");
        }
    }

    static void hexDump(Pen pen) {
        for (int at = 0; !pen.full(); at += 16) {
            pen.padded(at, 8).add(" ");
            for (int i = 0; i < 16; i++) {
                pen.add(pen.oneIn(3) ? " 00" : pen.oneIn(2) ? " ff" : " 7f");
            }
            pen.add("  |................|\n");
        }
    }

    static void counting(Pen pen) {
        for (int i = pen.below(90); !pen.full(); i++) {
            pen.add(i).add(" ");
        }
    }
}
