package dev.perennial.web;

import static java.util.Objects.requireNonNull;

import dev.perennial.http.HttpSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the page is served.
 *
 * @param http where it listens
 * @param names names that lead to it besides those of the loopback address and the one it listens on
 * @param logins who may come in; empty for everybody who reaches it, which only a loopback address may have
 * @param ping event streams on which nothing happens are shown to be alive that often
 * @param listener hears of every request
 */
public record WebSettings(
        HttpSettings http, Set<String> names, Optional<Logins> logins, Duration ping, WebListener listener) {

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
            Duration.ofSeconds(15),
            WebListener.NONE);

    public WebSettings {
        requireNonNull(http, "http");
        names = Set.copyOf(names);
        requireNonNull(logins, "logins");
        requireNonNull(ping, "ping");
        requireNonNull(listener, "listener");
        if (logins.isEmpty() && !ServedNames.isLoopback(http.host())) {
            throw new IllegalArgumentException(
                    "host " + http.host() + " can be reached from other machines: a login is needed there.");
        }
    }

    /** These settings, listening otherwise. */
    public WebSettings withHttp(HttpSettings other) {
        return new WebSettings(other, names, logins, ping, listener);
    }

    /** These settings with other names. */
    public WebSettings withNames(Set<String> other) {
        return new WebSettings(http, other, logins, ping, listener);
    }

    /** These settings for those who log in, listening as {@code there} says. */
    public WebSettings withLogins(Logins other, HttpSettings there) {
        return new WebSettings(there, names, Optional.of(other), ping, listener);
    }

    /** These settings with another time between signs of life. */
    public WebSettings withPing(Duration other) {
        return new WebSettings(http, names, logins, other, listener);
    }

    /** These settings with another listener. */
    public WebSettings withListener(WebListener other) {
        return new WebSettings(http, names, logins, ping, other);
    }

    /** Whether only this machine can reach a server that listens on this host. */
    public static boolean isLoopback(String host) {
        return ServedNames.isLoopback(host);
    }
}
