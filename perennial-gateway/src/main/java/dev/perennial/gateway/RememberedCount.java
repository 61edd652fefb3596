package dev.perennial.gateway;

import dev.perennial.client.governor.Counted;
import dev.perennial.client.governor.TokenCounter;
import dev.perennial.governor.estimate.CountingLeave;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Counts a prompt once, however many governors want to know, also where it was given up. It takes the leave of all of them. Safe for
 * use by several threads.
 */
final class RememberedCount implements TokenCounter {

    private final TokenCounter counter;
    private final CountingLeave leave;
    private volatile Optional<Last> last = Optional.empty();

    /** What came of a request, of which only a digest is kept. */
    private record Last(String digest, Counted counted) {}

    RememberedCount(TokenCounter counter, CountingLeave leave) {
        this.counter = counter;
        this.leave = leave;
    }

    @Override
    public Counted count(byte[] body) throws InterruptedException {
        return counter.count(body);
    }

    @Override
    public Counted countOf(byte[] message) throws InterruptedException {
        String digest = digest(message);
        last = Optional.of(new Last(digest, new Counted.Failed())); // as long as nothing better is known
        Counted counted = counter.countOf(message);
        last = Optional.of(new Last(digest, counted));
        return counted;
    }

    @Override
    public Optional<Counted> known(byte[] message) {
        return last.filter(l -> l.digest().equals(digest(message))).map(Last::counted);
    }

    @Override
    public Optional<CountingLeave> leave() {
        return Optional.of(leave);
    }

    private static String digest(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
