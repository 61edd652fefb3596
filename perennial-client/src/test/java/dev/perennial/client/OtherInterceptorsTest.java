package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Interceptors before and behind see what they are to see. */
final class OtherInterceptorsTest {

    @Test
    void interceptors_others_seeOneCallOutsideAndEveryAttemptInside() throws Exception {
        List<String> outside = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.http(new TwoTries());
                UnbrokenClient client =
                        UnbrokenClient.inside(server.url(), Interceptor.syncOnly((next, request, options) -> {
                            outside.add(request.url());
                            return next.execute(request, options);
                        }))) {
            assertThat(client.sync().messages().create(OpenClient.hello()).content())
                    .hasSize(1);

            assertThat(outside).hasSize(1);
            assertThat(server.exchanges()).hasSize(2);
            assertThat(server.exchanges().get(0).body())
                    .isEqualTo(server.exchanges().get(1).body());
        }
    }
}
