package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where requests go: paths are put behind that of the upstream's address, as they were sent.
 *
 * @param base the upstream's address, without a slash at its end
 */
record Target(String base) {

    private static final String LEGAL = "-._~:/?@!$&'()*+,;=%";

    static Target of(URI upstream) {
        String text = upstream.toString();
        return new Target(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Host and port, the name not looked up. */
    InetSocketAddress place() {
        URI address = URI.create(base);
        int usual = address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        return InetSocketAddress.createUnresolved(host, address.getPort() < 0 ? usual : address.getPort());
    }

    /** Why no connection comes about, on this way; empty if one does. */
    Optional<String> trouble(Way way, Duration connectTimeout) {
        InetSocketAddress stop = way.firstStop().orElseGet(this::place);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(stop.getHostString(), stop.getPort()), (int) connectTimeout.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failures.text(e));
        }
    }

    /** Whether it is a port of this machine. A name that is unknown now may be known later. */
    boolean isHere(int port) {
        InetSocketAddress place = place();
        try {
            InetAddress address = InetAddress.getByName(place.getHostString());
            boolean local = address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
            return place.getPort() == port && local;
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * The address of a path, both percent-encoded as far as their sender thought fit.
     *
     * @throws IllegalArgumentException if it is none: behind the name of a host anything else would make another name
     */
    URI at(String path, String query) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("its target has to be a path that begins with a slash");
        }
        return URI.create(base + encoded(path) + (query.isEmpty() ? "" : "?" + encoded(query)));
    }

    /** Encodes what no address may hold, and leaves the rest alone. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean legal = c == '%' ? isEncoded(text, i) : isLegal(c);
            if (legal) {
                encoded.appendCodePoint(c);
            } else {
                encode(Character.toString(c), encoded);
            }
        }
        return encoded.toString();
    }

    private static boolean isLegal(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
    }

    private static boolean isEncoded(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static void encode(String character, StringBuilder encoded) {
        for (byte b : character.getBytes(UTF_8)) {
            encoded.append(String.format("%%%02X", b & 0xff));
        }
    }
}
