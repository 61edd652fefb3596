package dev.perennial.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MailboxTest {

    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG = TimeUnit.HOURS.toNanos(1);
    private static final Arrival LEFT = new Arrival.Left();

    private final Mailbox mailbox = new Mailbox();

    @Test
    void take_nothingArrives_comesBackWhenTheTimeIsOver() throws Exception {
        assertThat(mailbox.take(SOON)).isEmpty();
        assertThat(mailbox.take(SOON)).as("once more").isEmpty();
    }

    @Test
    void take_noTimeLeft_stillTakesWhatIsThere() throws Exception {
        mailbox.put(LEFT);

        assertThat(mailbox.take(0)).contains(LEFT);
        assertThat(mailbox.take(0)).isEmpty();
    }

    @Test
    void take_aShorterWaitAfterALongOne_isNotAsLong() throws Exception {
        AtomicReference<Optional<Arrival>> first = new AtomicReference<>(Optional.empty());
        Thread taking = Thread.startVirtualThread(() -> first.set(taken(LONG)));
        while (taking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        mailbox.put(LEFT);
        taking.join();

        assertThat(first.get()).contains(LEFT);
        assertThat(mailbox.take(SOON)).isEmpty();
    }

    @Test
    void take_withoutLimit_doesNotHearTheAlarm() throws Exception {
        assertThat(mailbox.take(SOON)).isEmpty();
        Thread putting = Thread.startVirtualThread(() -> mailbox.put(LEFT));

        assertThat(mailbox.take()).isEqualTo(LEFT);
        putting.join();
    }

    private Optional<Arrival> taken(long nanos) {
        try {
            return mailbox.take(nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
