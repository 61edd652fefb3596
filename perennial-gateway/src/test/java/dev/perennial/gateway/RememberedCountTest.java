package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.client.governor.Counted;
import dev.perennial.governor.estimate.CountingLeave;
import org.junit.jupiter.api.Test;

final class RememberedCountTest {

    private static final byte[] MESSAGE = "{\"model\":\"m\"}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"model\":\"n\"}".getBytes(UTF_8);

    private final CountingLeave leave = new CountingLeave();

    @Test
    void whatWasCounted_isKnown_ofThatRequestOnly() throws InterruptedException {
        RememberedCount count = new RememberedCount(body -> new Counted.Tokens(body.length), leave);
        assertThat(count.known(MESSAGE)).isEmpty();

        Counted counted = count.countOf(MESSAGE);

        assertThat(count.known(MESSAGE.clone())).contains(counted);
        assertThat(count.known(OTHER)).isEmpty();
        assertThat(count.leave()).containsSame(leave);
    }

    @Test
    void whatWasGivenUp_isKnownToHaveFailed() {
        RememberedCount count = new RememberedCount(
                body -> {
                    throw new InterruptedException();
                },
                leave);

        assertThatThrownBy(() -> count.countOf(MESSAGE)).isInstanceOf(InterruptedException.class);

        assertThat(count.known(MESSAGE)).contains(new Counted.Failed());
    }
}
