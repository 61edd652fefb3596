package dev.perennial.gateway;

import dev.perennial.client.NetworkWatch;
import dev.perennial.stream.recovery.HowEnded;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells what a failure of the HTTP client says about the connection. */
final class Failures {

    private static final List<Class<? extends Throwable>> OF_CONNECTING = List.of(
            ConnectException.class,
            HttpConnectTimeoutException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            SSLException.class);

    private Failures() {}

    /** How the attempt ended; empty if another one would end alike, as with a certificate that nobody trusts. */
    static Optional<HowEnded> howEnded(Throwable failure) {
        if (!(failure instanceof IOException) || has(failure, CertificateException.class)) {
            return Optional.empty();
        }
        if (NetworkWatch.isOffline(failure)) {
            return Optional.of(HowEnded.OFFLINE);
        }
        boolean connecting = OF_CONNECTING.stream().anyMatch(type -> has(failure, type));
        if (!connecting) {
            return Optional.of(HowEnded.RESET);
        }
        return Optional.of(isRefused(failure) ? HowEnded.CONNECT_REFUSED : HowEnded.CONNECT_FAILED);
    }

    /** The JDK's client says nothing but the kind; a name that is unknown and a time that ran out have kinds of their own. */
    private static boolean isRefused(Throwable failure) {
        return has(failure, ConnectException.class)
                && !has(failure, HttpConnectTimeoutException.class)
                && !has(failure, UnresolvedAddressException.class)
                && !has(failure, NoRouteToHostException.class);
    }

    /** What a failure says about the upstream, for people. */
    static String text(Throwable failure) {
        if (has(failure, CertificateException.class)) {
            return "its certificate is not trusted (" + last(failure) + ")";
        }
        if (NetworkWatch.isOffline(failure)) {
            return "this machine has no network";
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return "its name is unknown";
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return "no connection came about in time";
        }
        return isRefused(failure) ? "the connection was refused" : last(failure);
    }

    private static String last(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
