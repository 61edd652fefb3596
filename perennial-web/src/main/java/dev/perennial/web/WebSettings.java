package dev.perennial.web;

import static java.util.Objects.requireNonNull;

import dev.perennial.http.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the page is served.
 *
 * @param http where it listens
 * @param names names that lead to it besides those of the loopback address and the one it listens on
 * @param logins who may come in; empty for everybody who reaches it, which only a server may have that nothing but this machine
 *     reaches: a further name says that others do, through a proxy
 * @param behindTls whether a proxy before it speaks HTTPS, so that browsers may show over nothing else what they were let in with
 * @param ping event streams on which nothing happens are shown to be alive that often
 * @param keys the file that keeps what an {@code Idempotency-Key} was used for, for the next process; empty to forget that with this one
 * @param listener hears of every request
 */
public record WebSettings(
        HttpSettings http,
        Set<String> names,
        Optional<Logins> logins,
        boolean behindTls,
        Duration ping,
        Optional<Path> keys,
        WebListener listener) {

    /** Where the page usually is. */
    public static final int PORT = 7410;

    /** On this machine only, on the usual port. */
    public static final WebSettings DEFAULT = new WebSettings(
            HttpSettings.DEFAULT
                    .withPort(PORT)
                    .withMaxHeadBytes(16 << 10)
                    .withIdleTimeout(Duration.ofMinutes(5))
                    .withKeepAlive(Duration.ofMinutes(5))
                    .withCloseGrace(Duration.ofSeconds(5)),
            Set.of(),
            Optional.empty(),
            false,
            Duration.ofSeconds(15),
            Optional.empty(),
            WebListener.NONE);

    public WebSettings {
        requireNonNull(http, "http");
        names = Set.copyOf(names);
        requireNonNull(logins, "logins");
        requireNonNull(ping, "ping");
        requireNonNull(keys, "keys");
        requireNonNull(listener, "listener");
        if (logins.isEmpty()) {
            requireThisMachineOnly(http.host(), names, behindTls);
        }
    }

    private static void requireThisMachineOnly(String host, Set<String> names, boolean behindTls) {
        if (behindTls) {
            throw new IllegalArgumentException("A proxy leads other machines here: a login is needed.");
        }
        Stream.concat(Stream.of(host), names.stream())
                .filter(name -> !isLoopback(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "By " + name + " other machines can reach the page: a login is needed there.");
                });
    }

    /** These settings, listening otherwise. */
    public WebSettings withHttp(HttpSettings other) {
        return new WebSettings(other, names, logins, behindTls, ping, keys, listener);
    }

    /** These settings with other names; {@code logins} come before, unless the names are those of this machine. */
    public WebSettings withNames(Set<String> other) {
        return new WebSettings(http, other, logins, behindTls, ping, keys, listener);
    }

    /** These settings for those who log in, listening as {@code there} says. */
    public WebSettings withLogins(Logins other, HttpSettings there) {
        return new WebSettings(there, names, Optional.of(other), behindTls, ping, keys, listener);
    }

    /** These settings behind a proxy that speaks HTTPS; {@code logins} come before. */
    public WebSettings withTlsBefore() {
        return new WebSettings(http, names, logins, true, ping, keys, listener);
    }

    /** These settings with another time between signs of life. */
    public WebSettings withPing(Duration other) {
        return new WebSettings(http, names, logins, behindTls, other, keys, listener);
    }

    /** These settings, keeping in a file what keys were used for. */
    public WebSettings withKeys(Path file) {
        return new WebSettings(http, names, logins, behindTls, ping, Optional.of(file), listener);
    }

    /** These settings with another listener. */
    public WebSettings withListener(WebListener other) {
        return new WebSettings(http, names, logins, behindTls, ping, keys, other);
    }

    /** Whether this is a name or an address of the machine for itself, which others cannot reach it by. */
    public static boolean isLoopback(String host) {
        return ServedNames.isLoopback(host);
    }
}
