package dev.perennial.benchmarks.reading;

import static java.util.Objects.requireNonNull;

import dev.perennial.benchmarks.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The TypeScript SDK in a process of Node, where it is installed. */
final class TypeScript implements AutoCloseable {

    private static final String FOLDER = "perennial.reading.typescript";

    private final @Nullable Child node;

    private TypeScript(@Nullable Child node) {
        this.node = node;
    }

    static TypeScript reading(String url) throws IOException {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            System.out.println("The TypeScript SDK is left out: -D" + FOLDER
                    + " names no folder in which `npm install @anthropic-ai/sdk` was run.");
            return new TypeScript(null);
        }
        Path script = Files.createTempFile("perennial-reading", ".mjs");
        script.toFile().deleteOnExit();
        try (InputStream source = requireNonNull(TypeScript.class.getResourceAsStream("typescript.mjs"))) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path modules = Path.of(folder).toAbsolutePath();
        return new TypeScript(Child.start(List.of("node", script.toString(), modules.toString(), url)));
    }

    void addTo(Map<String, Reader> readers) {
        if (node != null) {
            readers.put("TypeScript SDK, raw events", new Told(node));
        }
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }

    /** Reads when it is told to, and tells what that took. */
    private record Told(Child node) implements Reader {

        @Override
        public long read(Runnable opened) {
            node.say("read");
            return node.hearNumber();
        }

        @Override
        public Cost cost(long characters) {
            long read = read(() -> {});
            if (read != characters) {
                throw new IllegalStateException(read + " characters were read instead of " + characters);
            }
            return new Cost(-1, 1_000 * node.hearNumber(), -1);
        }
    }
}
