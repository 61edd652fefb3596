package dev.perennial.client;

import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import dev.perennial.stream.recovery.HowEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells what a failure of the layers below says about the connection. */
final class Trouble {

    private Trouble() {}

    /**
     * How the attempt ended.
     *
     * @param failure what was thrown
     * @param answered whether there was a status line
     * @return empty if it was no trouble of the connection: a fault in a program, wrong credentials, a certificate
     *     that nobody trusts
     */
    static Optional<HowEnded> of(Throwable failure, boolean answered) {
        if (!isTransport(failure) || has(failure, CertificateException.class)) {
            return Optional.empty();
        }
        if (!answered && isAboutConnecting(failure)) {
            return Optional.of(connecting(failure));
        }
        return Optional.of(has(failure, SocketTimeoutException.class) ? HowEnded.BYTES_TIMEOUT : HowEnded.RESET);
    }

    private static HowEnded connecting(Throwable failure) {
        if (NetworkWatch.isOffline(failure)) {
            return HowEnded.OFFLINE;
        }
        return isRefused(failure) ? HowEnded.CONNECT_REFUSED : HowEnded.CONNECT_FAILED;
    }

    private static boolean isTransport(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof AnthropicIoException
                || failure instanceof AnthropicRetryableException;
    }

    private static boolean isAboutConnecting(Throwable failure) {
        return has(failure, ConnectException.class)
                || has(failure, UnknownHostException.class)
                || has(failure, NoRouteToHostException.class)
                || has(failure, PortUnreachableException.class)
                || has(failure, SSLException.class)
                || NetworkWatch.isOffline(failure)
                || saysConnect(failure);
    }

    /** That nobody listens at the port is told at once, and only by the message (java.net.Socket). */
    private static boolean isRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    && String.valueOf(cause.getMessage()).contains("Connection refused")) {
                return true;
            }
        }
        return false;
    }

    /** A connection that takes too long is a timeout like any other in Java; OkHttp's message tells them apart. */
    private static boolean saysConnect(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    && String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .contains("connect")) {
                return true;
            }
        }
        return false;
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
