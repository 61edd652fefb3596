package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Lease;
import dev.perennial.agent.journal.SessionRow;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a session counts as a change of the list. */
final class SessionListWatchTest {

    private static final Instant BEGAN = Instant.ofEpochSecond(1000);

    private static SessionRow row(long lastSeq, String title, Optional<Lease> lease) {
        return new SessionRow("s-1", BEGAN, BEGAN.plusSeconds(lastSeq), lastSeq, Door.head(title), lease);
    }

    private static Optional<Lease> held(String host, long pid, long renewed) {
        return Optional.of(new Lease(host, pid, 1, BEGAN.plusSeconds(renewed)));
    }

    @Test
    void holderThatLives_isNoChange() {
        assertThat(SessionListWatch.isSame(row(1, "A", held("h", 1, 5)), row(1, "A", held("h", 1, 1))))
                .isTrue();
    }

    @Test
    void allThatTheListShows_isAChange() {
        SessionRow before = row(1, "A", held("h", 1, 1));

        assertThat(SessionListWatch.isSame(before, null)).isFalse();
        assertThat(SessionListWatch.isSame(row(2, "A", held("h", 1, 1)), before))
                .isFalse();
        assertThat(SessionListWatch.isSame(row(1, "B", held("h", 1, 1)), before))
                .isFalse();
        assertThat(SessionListWatch.isSame(row(1, "A", held("h", 2, 1)), before))
                .isFalse();
        assertThat(SessionListWatch.isSame(row(1, "A", held("i", 1, 1)), before))
                .isFalse();
        assertThat(SessionListWatch.isSame(row(1, "A", Optional.empty()), before))
                .isFalse();
    }
}
