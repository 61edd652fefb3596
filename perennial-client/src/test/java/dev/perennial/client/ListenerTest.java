package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a listener does: the message goes on. */
final class ListenerTest {

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE_ASYNC"})
    void listener_thatThrows_changesNothing(Way way) throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("a test's"), new AssertionError("a test's"))) {
            try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                    UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.listener(e -> sneak(thrown)))) {
                assertThat(way.ask(client, OpenClient.hello()).text()).isEqualTo("Hello, world");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
