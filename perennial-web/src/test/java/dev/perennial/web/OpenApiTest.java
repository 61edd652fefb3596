package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.agent.SessionStore;
import dev.perennial.journal.SqliteJournal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the API is what it has. */
final class OpenApiTest {

    @TempDir
    private Path folder;

    @Test
    void description_routes_areThoseThatThereAre() {
        try (Door door = Door.open(folder)) {
            JsonNode description = door.get("/api/openapi.json").json();

            assertThat(described(description)).isEqualTo(served());
        }
    }

    @Test
    void description_references_leadSomewhere() {
        try (Door door = Door.open(folder)) {
            JsonNode description = door.get("/api/openapi.json").json();

            assertThat(description.findValuesAsText("$ref"))
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(
                                    description.at(reference.substring(1)).isObject())
                            .isTrue());
        }
    }

    private static Set<String> described(JsonNode description) {
        Set<String> routes = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> routes.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    private Set<String> served() {
        try (SqliteJournal journal = SqliteJournal.open(folder.resolve("other.db"), InstantSource.system())) {
            Set<String> routes = new TreeSet<>();
            SessionHost host = new FakeHost(new SessionStore(journal, InstantSource.system()));
            Guard guard = new Guard(ServedNames.of("127.0.0.1", Set.of()), Optional.empty());
            new Api(
                            Door.SETTINGS,
                            host,
                            new FakeWorkplace(),
                            guard,
                            new OpenStreams(guard),
                            new Repeats(Optional.empty()))
                    .all()
                    .forEach(route -> routes.add(route.method() + " " + route.path()));
            return routes;
        }
    }
}
