package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;

/** What {@link CountScript} printed. */
record CountResult(
        State state,
        long files,
        long sum,
        int groups,
        boolean folders,
        List<Row> rows,
        List<String> skipped,
        List<String> notes) {

    enum State {
        FOLDER,
        FILE,
        MISSING,
        DENIED,
        UNREADABLE
    }

    record Row(String name, long sum, long files) {
        Row plus(Row other) {
            return new Row(name, sum + other.sum, files + other.files);
        }
    }

    CountResult {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }

    static CountResult ofFile(long amount) {
        return new CountResult(State.FILE, 1, amount, 0, false, List.of(), List.of(), List.of());
    }

    static CountResult unreadable(Outcome outcome) {
        return new CountResult(
                State.UNREADABLE,
                0,
                0,
                0,
                false,
                List.of(),
                List.of(),
                List.of(outcome.text().strip()));
    }

    static CountResult parse(List<Outcome> outcomes) {
        Reader reader = new Reader();
        outcomes.forEach(outcome -> outcome.text().lines().forEach(reader::read));
        return reader.result(outcomes.getFirst());
    }

    private static final class Reader {
        private State state = State.UNREADABLE;
        private long files;
        private long sum;
        private int groups;
        private boolean folders;
        private final List<Row> rows = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void read(String line) {
            String[] fields = line.split("\t", 5);
            switch (state) {
                case FILE -> sum = line.strip().matches("\\d+") ? Long.parseLong(line.strip()) : sum;
                case MISSING -> notes.add(line.replaceFirst("^\\./", ""));
                case FOLDER, DENIED, UNREADABLE -> read(line, fields);
            }
        }

        private void read(String line, String[] fields) {
            if (line.equals("@file")) {
                state = State.FILE;
            } else if (line.equals("@missing")) {
                state = State.MISSING;
            } else if (line.equals("@denied")) {
                state = State.DENIED;
            } else if (fields[0].equals("0") && fields.length > 2) {
                readMeta(fields);
            } else if (fields[0].equals("1") && fields.length > 3) {
                String name = line.split("\t", 4)[3];
                rows.add(new Row(name, Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            }
        }

        private void readMeta(String[] fields) {
            switch (fields[1]) {
                case "total" -> {
                    state = State.FOLDER;
                    files = Long.parseLong(fields[2]);
                    sum = Long.parseLong(fields[3]);
                    groups = Integer.parseInt(fields[4].strip());
                }
                case "skipped" -> add(skipped, fields[2]);
                case "kind" -> folders = fields[2].equals("folders");
                default -> add(notes, fields[2]);
            }
        }

        private static void add(List<String> list, String text) {
            if (!list.contains(text)) {
                list.add(text);
            }
        }

        CountResult result(Outcome outcome) {
            if (state == State.UNREADABLE) {
                notes.add(outcome.text().strip());
            }
            return new CountResult(state, files, sum, groups, folders, rows, skipped, notes);
        }
    }
}
