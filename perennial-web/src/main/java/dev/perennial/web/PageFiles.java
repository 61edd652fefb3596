package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the page, from the class path: {@code /} and {@code /page/} from the folder {@code page} beside this class,
 * {@code /_static/} and {@code /webjars/} from the artifacts of the libraries that it uses. Safe for use by several threads.
 *
 * <p>Addresses of libraries name their versions, so browsers keep them for good; of the page's own files they ask each time whether
 * they are still the same.
 */
final class PageFiles {

    /** Where Maven artifacts keep what is for browsers. */
    private static final String LIBRARIES = "/META-INF/resources";

    private static final String OWN = "/page/";
    private static final int LONGEST = 300;
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_@+~][A-Za-z0-9._@+~-]*");
    private static final Headers FOR_GOOD = Headers.of("Cache-Control", "public, max-age=31536000, immutable");
    private static final Headers ASK_EACH_TIME = Headers.of("Cache-Control", "no-cache");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /** Those that there are: what clients make up would fill the memory. */
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /**
     * A file as it is sent.
     *
     * @param zipped shorter, for clients that can read that; empty where it would not be shorter
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record PageFile(byte[] bytes, byte[] zipped, String tag, Headers headers) {}

    void answer(Exchange exchange) {
        boolean head = exchange.method().equals("HEAD");
        if (!head && !exchange.method().equals("GET")) {
            Problems.answer(
                    exchange,
                    new Problem(
                            405, exchange.path() + " can only be read; use GET.", Headers.of("Allow", "GET, HEAD")));
            return;
        }
        Optional<PageFile> file = known(exchange.path());
        if (file.isEmpty()) {
            Problems.answer(exchange, new Problem(404, "Nothing is at " + exchange.path() + ".", Headers.EMPTY));
            return;
        }
        send(exchange, file.get(), isLibrary(exchange.path()) ? FOR_GOOD : ASK_EACH_TIME, head);
    }

    private static boolean isLibrary(String path) {
        return path.startsWith("/_static/") || path.startsWith("/webjars/");
    }

    private Optional<PageFile> known(String path) {
        PageFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PageFile> found = file(path);
        found.ifPresent(file -> files.put(path, file));
        return found;
    }

    private static void send(Exchange exchange, PageFile file, Headers caching, boolean head) {
        Headers headers = file.headers().with(caching).with("ETag", file.tag()).with("Vary", "Accept-Encoding");
        boolean same = exchange.headers().all("If-None-Match").stream().anyMatch(tags -> tags.contains(file.tag()));
        boolean zip = file.zipped().length > 0
                && exchange.headers().all("Accept-Encoding").stream().anyMatch(codings -> codings.contains("gzip"));
        if (same) {
            exchange.respondHead(304, headers);
        } else if (head) {
            exchange.respondHead(200, headers);
        } else if (zip) {
            exchange.respond(200, headers.with("Content-Encoding", "gzip"), file.zipped());
        } else {
            exchange.respond(200, headers, file.bytes());
        }
    }

    /** A path that is no plain one has no file, so that none leads out of the folders. */
    private Optional<PageFile> file(String path) {
        if (path.equals("/")) {
            return read("page/index.html").map(PageFiles::index);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        boolean known = path.startsWith(OWN) || isLibrary(path);
        if (type == null || !known || !isPlain(path)) {
            return Optional.empty();
        }
        String place = isLibrary(path) ? LIBRARIES + path : path.substring(1);
        return read(place).map(bytes -> of(bytes, type, ""));
    }

    private static boolean isPlain(String path) {
        return path.length() <= LONGEST
                && SLASH.splitAsStream(path.substring(1))
                        .allMatch(s -> SEGMENT.matcher(s).matches());
    }

    private static PageFile index(byte[] bytes) {
        return of(bytes, "text/html; charset=utf-8", ImportMaps.hashes(new String(bytes, UTF_8)));
    }

    private static PageFile of(byte[] bytes, String type, String scripts) {
        byte[] zipped = zipped(bytes);
        return new PageFile(
                bytes,
                zipped.length < bytes.length ? zipped : new byte[0],
                "\"" + Digests.of(bytes).substring(0, 24) + "\"",
                Headers.of("Content-Type", type).with(PageHeaders.ofPage(scripts)));
    }

    private static Optional<byte[]> read(String place) {
        try (InputStream in = PageFiles.class.getResourceAsStream(place)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(place + " cannot be read", e);
        }
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
