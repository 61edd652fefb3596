package dev.perennial.simulator.demo;

import java.util.List;

/** What a script of {@link Scripts} found at a place, and the lines it printed about it. */
record Looked(State state, List<String> lines) {

    enum State {
        FOLDER,
        FILE,
        MISSING,
        DENIED,
        UNMARKED
    }

    static Looked of(Outcome outcome) {
        List<String> lines = outcome.text().lines().toList();
        State state = switch (lines.isEmpty() ? "" : lines.getFirst()) {
            case "@folder" -> State.FOLDER;
            case "@file" -> State.FILE;
            case "@missing" -> State.MISSING;
            case "@denied" -> State.DENIED;
            default -> State.UNMARKED;
        };
        return new Looked(state, state == State.UNMARKED ? lines : lines.subList(1, lines.size()));
    }

    String text() {
        return String.join("\n", lines);
    }
}
