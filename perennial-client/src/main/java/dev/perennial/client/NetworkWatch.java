package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the machine woke from a sleep, lost an address, or has a new tunnel: connections that were made before may be dead
 * without telling. It looks every two seconds while anybody wants to know.
 *
 * <pre>{@code
 * try (NetworkWatch.Watching watching = watch.onChange(change -> message.put(new NetworkChanged(change)))) {
 *     …
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class NetworkWatch {

    private static final long SECONDS_BETWEEN_LOOKS = 2;

    private final Alarm alarm = new Alarm();
    private final Set<Consumer<Change>> listeners = ConcurrentHashMap.newKeySet();
    private final Supplier<NetworkState> look;
    private @Nullable NetworkState last;
    private boolean looking;

    /** Of this machine. */
    public NetworkWatch() {
        this(NetworkWatch::now);
    }

    /** Of a machine that looks so. */
    NetworkWatch(Supplier<NetworkState> look) {
        this.look = look;
    }

    /** Until it is closed somebody wants to know. */
    @FunctionalInterface
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /** What has changed. */
    public enum Change {
        /** There is a way more than before: who waits for one need not wait on. */
        MORE,
        /** The machine slept, or packets take another way: connections made before may be dead, too. */
        OTHER
    }

    /** Has something told of each change from now on, on a thread that may be kept for a while. */
    public Watching onChange(Consumer<Change> listener) {
        requireNonNull(listener, "listener");
        Consumer<Change> own = change -> listener.accept(change);
        listeners.add(own);
        begin();
        return () -> listeners.remove(own);
    }

    private synchronized void begin() {
        if (!looking) {
            looking = true;
            last = null;
            lookLater();
        }
    }

    /** It ends by itself when nobody listens. */
    private void lookLater() {
        alarm.in(TimeUnit.SECONDS.toNanos(SECONDS_BETWEEN_LOOKS), this::look);
    }

    /** Looks once; tells those who want to know. */
    void look() {
        change().ifPresent(change -> listeners.forEach(listener -> listener.accept(change)));
    }

    private synchronized Optional<Change> change() {
        if (listeners.isEmpty()) {
            looking = false;
            return Optional.empty();
        }
        NetworkState before = last;
        NetworkState now = look.get();
        last = now;
        lookLater();
        return before == null ? Optional.empty() : change(before, now);
    }

    private static Optional<Change> change(NetworkState before, NetworkState now) {
        if (before.isDoubtfulIn(now, TimeUnit.SECONDS.toMillis(SECONDS_BETWEEN_LOOKS))) {
            return Optional.of(Change.OTHER);
        }
        return before.hasMoreIn(now) ? Optional.of(Change.MORE) : Optional.empty();
    }

    private static NetworkState now() {
        return new NetworkState(
                addresses(i -> true), addresses(NetworkWatch::isTunnel), System.currentTimeMillis(), System.nanoTime());
    }

    private static boolean isTunnel(NetworkInterface network) {
        try {
            return network.isPointToPoint();
        } catch (SocketException gone) {
            return false;
        }
    }

    /**
     * Whether a failure to connect says that this machine has no network, rather than that a server cannot be reached. What
     * the system says about it is told by messages only.
     */
    public static boolean isOffline(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            boolean unreachable = cause instanceof SocketException && message.contains("Network is unreachable");
            boolean nobodyToAsk =
                    cause instanceof UnknownHostException && message.contains("Temporary failure in name resolution");
            if (unreachable || nobodyToAsk) {
                return true;
            }
        }
        return false;
    }

    /** The addresses by which others reach this machine; those of a link are of no use beyond it. */
    private static Set<InetAddress> addresses(Predicate<NetworkInterface> wanted) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(wanted)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (SocketException unknown) {
            return Set.of();
        }
    }
}
