package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a request of the Messages API through the SDK's back end and over the JDK's HTTP client, in the order of the SDK's own
 * client (com.anthropic.client.okhttp.OkHttpClient, version 3.11): prepare, resolve the address, authorize, send, prepare the
 * answer.
 */
record ProviderCall(Backend backend, HttpClient client, Optional<String> proxyAuthorization) {

    /** What the HTTP client writes itself, to the same effect as what was signed. */
    private static final Set<String> WRITTEN_BY_THE_CLIENT =
            Set.of("host", "content-length", "connection", "expect", "upgrade");

    /** Characters of a segment that stay as they are where they were sent; all others are signed as they were encoded. */
    private static final String KEPT = "!$&'()*+,;=:@~";

    HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        HttpRequest prepared = backend.prepareRequest(request);
        HttpRequest authorized = backend.authorizeRequest(
                prepared.toBuilder().baseUrl(address(prepared)).build());
        return backend.prepareResponse(new Answer(client.send(toJdk(authorized), BodyHandlers.ofInputStream())));
    }

    private java.net.http.HttpRequest toJdk(HttpRequest request) {
        java.net.http.HttpRequest.Builder jdk = java.net.http.HttpRequest.newBuilder(URI.create(request.baseUrl()))
                .method(
                        request.method().name(),
                        request.body().map(ProviderCall::publisher).orElseGet(BodyPublishers::noBody));
        for (String name : request.headers().names()) {
            if (!WRITTEN_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.headers().values(name).forEach(value -> jdk.header(name, value));
            }
        }
        boolean typed = request.headers().names().stream().anyMatch("content-type"::equalsIgnoreCase);
        request.body()
                .map(HttpRequestBody::contentType)
                .filter(_ -> !typed)
                .ifPresent(type -> jdk.header("content-type", type));
        proxyAuthorization.ifPresent(a -> jdk.setHeader("Proxy-Authorization", a));
        return jdk.build();
    }

    private static BodyPublisher publisher(HttpRequestBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }

    private static String address(HttpRequest request) {
        String path = request.pathSegments().stream()
                .map(segment -> "/" + encoded(segment, KEPT))
                .collect(Collectors.joining());
        String query = request.queryParams().keys().stream()
                .flatMap(key -> request.queryParams().values(key).stream()
                        .map(value -> encoded(key, "") + "=" + encoded(value, "")))
                .collect(Collectors.joining("&"));
        return request.baseUrl().replaceFirst("/$", "") + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text, String kept) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> kept.contains(c) ? c : URLEncoder.encode(c, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining());
    }

    /** The body of a request, as the client wrote it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Json(byte[] bytes) implements HttpRequestBody {

        @Override
        public void writeTo(OutputStream out) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A response of the JDK's client, as back ends want it. */
    private record Answer(java.net.http.HttpResponse<InputStream> response) implements HttpResponse {

        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public Headers headers() {
            Headers.Builder headers = Headers.builder();
            response.headers().map().forEach(headers::put);
            return headers.build();
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
