package dev.perennial.client;

import java.net.URI;
import java.util.Locale;

/**
 * A server as traces name it.
 *
 * @param host empty if there is none
 * @param port that of the scheme where the address has none
 */
record Server(String host, int port) {

    private static final Server UNKNOWN = new Server("", 0);

    static Server of(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() == null ? UNKNOWN : new Server(uri.getHost().toLowerCase(Locale.ROOT), port(uri));
        } catch (IllegalArgumentException noUrl) {
            return UNKNOWN;
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }
}
