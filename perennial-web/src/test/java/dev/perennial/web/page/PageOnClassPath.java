package dev.perennial.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the files of the page under the policy that it is served under. */
final class PageOnClassPath {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "svg", "image/svg+xml");

    private PageOnClassPath() {}

    static void answer(Exchange exchange) {
        String path = exchange.path().equals("/") ? "/page/index.html" : exchange.path();
        String place = path.startsWith("/page/") ? "/dev/perennial/web" + path : "/META-INF/resources" + path;
        try (InputStream in = PageOnClassPath.class.getResourceAsStream(place)) {
            if (in == null) {
                exchange.respond(404, Headers.EMPTY, new byte[0]);
                return;
            }
            String text = new String(in.readAllBytes(), UTF_8);
            String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/javascript");
            Headers headers =
                    Headers.of("Content-Type", type + "; charset=utf-8", "Content-Security-Policy", policy(text));
            exchange.respond(200, headers, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(String text) {
        Matcher map = IMPORT_MAP.matcher(text);
        String hash = map.find() ? " 'sha256-" + sha256(map.group(1)) + "'" : "";
        return "default-src 'none'; script-src 'self'" + hash + "; style-src 'self'; img-src 'self' data: blob:;"
                + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
