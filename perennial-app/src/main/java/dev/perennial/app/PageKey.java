package dev.perennial.app;

import dev.perennial.agent.output.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key that was entered on the page: in a file that only its owner can read. It counts where the environment has none. */
final class PageKey {

    private final Path file;

    private PageKey(Path file) {
        this.file = file;
    }

    static PageKey of(Surroundings surroundings) {
        return new PageKey(surroundings.home().resolve("web").resolve("api-key"));
    }

    /** The key; empty if none is kept, or none that can be read. */
    Optional<String> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty())
                    : Optional.empty();
        } catch (IOException unreadable) {
            System.getLogger(PageKey.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The key of the page cannot be read: {0}",
                            unreadable.getMessage());
            return Optional.empty();
        }
    }

    void keep(String key) {
        try {
            OwnerOnly.replace(file, key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be kept", e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be deleted", e);
        }
    }
}
