package dev.perennial.app.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Standard input that is no terminal: each line is said by itself, one after the other. */
public final class LineInput implements ChatInput {

    private static final Meanwhile NOTHING = new Meanwhile() {
        @Override
        public List<String> queued() {
            return List.of();
        }

        @Override
        public String draft() {
            return "";
        }

        @Override
        public Optional<String> ask(Runnable question) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    private final BufferedReader in;

    public LineInput(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next(String draft) {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Meanwhile meanwhile(Runnable stop) {
        return NOTHING;
    }

    /** Standard input is the process's. */
    @Override
    public void close() {}
}
