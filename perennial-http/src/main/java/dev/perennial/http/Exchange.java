package dev.perennial.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * One request and the way to answer it.
 *
 * <p>All methods block; an exchange belongs to the thread that handles it, except that {@link StreamingResponse#abort}
 * and the {@link #connection} may be used by any.
 */
public final class Exchange {

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    /** What is read and thrown away of a body that is too long or not wanted, so that the client gets to see the answer. */
    private static final long MOST_DISCARDED = 256L << 20;

    private final Request request;
    private final Response response;
    private final long maxBodyBytes;
    private final Map<String, String> parameters;
    private final Answer answer;
    private final Connection connection;

    /** Shared by an exchange and its copy with parameters: what became of the response. */
    private static final class Answer {
        private volatile boolean bodyWanted;
        private boolean begun;
        private final AtomicBoolean spoilt = new AtomicBoolean();
        private Optional<StreamingResponse> stream = Optional.empty();
    }

    Exchange(Request request, Response response, long maxBodyBytes) {
        this.request = request;
        this.response = response;
        this.maxBodyBytes = maxBodyBytes;
        this.parameters = Map.of();
        this.answer = new Answer();
        this.connection = new Connection(request, answer.spoilt);
    }

    private Exchange(Exchange from, Map<String, String> parameters) {
        this.request = from.request;
        this.response = from.response;
        this.maxBodyBytes = from.maxBodyBytes;
        this.parameters = parameters;
        this.answer = from.answer;
        this.connection = from.connection;
    }

    Exchange withParameters(Map<String, String> found) {
        return new Exchange(this, found);
    }

    /** The method in upper case, such as {@code POST}. */
    public String method() {
        return request.getMethod();
    }

    /** The path as it was sent, percent-encoded, without query. */
    public String path() {
        return Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
    }

    /** Under which name, and port if it is not the usual one, the client knows this server; empty if it does not say. */
    public String authority() {
        return Optional.ofNullable(request.getHttpURI().getAuthority())
                .or(() -> Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)))
                .orElse("");
    }

    /** The query as it was sent, without question mark; empty if there is none. */
    public String query() {
        return Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
    }

    /**
     * The decoded value that stands at {@code {name}} in the route's pattern.
     *
     * @throws IllegalArgumentException if the pattern has no such name
     */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The route has no {" + name + "}, only " + parameters.keySet() + "."));
    }

    /** The headers of the request. */
    public Headers headers() {
        return new Headers(request.getHeaders().stream()
                .map(f -> new Headers.Field(
                        f.getName(), Optional.ofNullable(f.getValue()).orElse("")))
                .toList());
    }

    /**
     * Reads the whole body.
     *
     * @throws BodyTooLargeException if it is longer than the server's limit
     * @throws ClientGoneException if the client does not send it to its end
     */
    public byte[] body() {
        byte[] body = bodyUpTo(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            throw new BodyTooLargeException(maxBodyBytes);
        }
        return body;
    }

    /**
     * Reads the first {@code most} bytes of the body, for callers that answer too long ones themselves; what comes after
     * is read and thrown away.
     *
     * @throws ClientGoneException if the client does not send the body to its end
     */
    public byte[] bodyUpTo(long most) {
        try (InputStream in = bodyStream()) {
            byte[] body = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 16));
            discard(in);
            return body;
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /**
     * The body as it arrives, for handlers that pass it on.
     *
     * <p>Its failures are {@link IOException}s: the client did not send it to its end.
     */
    public InputStream bodyStream() {
        answer.bodyWanted = true;
        return Content.Source.asInputStream(request);
    }

    /** How long the body is, if the client says so; 0 if there is none. */
    public OptionalLong bodyLength() {
        long length = request.getLength();
        if (length >= 0) {
            return OptionalLong.of(length);
        }
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || connection.isHttp2()
                ? OptionalLong.empty()
                : OptionalLong.of(0);
    }

    /**
     * Reads and throws away a body that the handler did not want. A client that writes all of it before it reads would not see the answer,
     * only that nobody takes more. One that waits to be told to send it sees the answer, and so does one that speaks HTTP/2.
     *
     * @param atMost then the connection is closed
     */
    void discardUnwanted(Duration atMost) {
        boolean comes = bodyLength().orElse(1) > 0 && !request.getHeaders().contains(HttpHeader.EXPECT);
        if (answer.bodyWanted || !comes || connection.isHttp2()) {
            return;
        }
        Connection.Watching limit = connection.closeAfter(atMost);
        try (limit;
                InputStream in = bodyStream()) {
            discard(in);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A body that nobody wanted did not come to its end", e);
        }
    }

    private static void discard(InputStream in) throws IOException {
        byte[] waste = new byte[16 << 10];
        long left = MOST_DISCARDED;
        for (int n = in.read(waste); n >= 0 && left > 0; n = in.read(waste)) {
            left -= n;
        }
    }

    /**
     * Sends a whole response, with the date of the real clock if the headers have none.
     *
     * @throws ClientGoneException if nobody is left to read it
     * @throws IllegalStateException if the exchange was answered before
     */
    public void respond(int status, Headers headers, byte[] body) {
        begin(status, headers);
        response.getHeaders().put("Content-Length", body.length);
        try {
            Content.Sink.write(response, true, ByteBuffer.wrap(body));
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /**
     * Sends the head of a response that has no body, whatever its headers say of one: to a {@code HEAD}, with 204 or 304.
     *
     * @throws ClientGoneException if nobody is left to read it
     * @throws IllegalStateException if the exchange was answered before
     */
    public void respondHead(int status, Headers headers) {
        begin(status, headers);
        try {
            Content.Sink.write(response, true, ByteBuffer.allocate(0));
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /**
     * Sends the head of a response at once and leaves its body open. A {@code Content-Length} among the headers has to be
     * kept; without it a client of HTTP/1.1 gets chunks.
     *
     * @throws ClientGoneException if nobody is left to read it
     * @throws IllegalStateException if the exchange was answered before
     */
    public StreamingResponse stream(int status, Headers headers) {
        begin(status, headers);
        boolean isOpenEnded = headers.first("Content-Length").isEmpty();
        if (isOpenEnded && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
            // Even where the connection closes afterwards: only chunks tell a whole body from a cut one.
            response.getHeaders().put("Transfer-Encoding", "chunked");
        }
        StreamingResponse stream = new StreamingResponse(response);
        answer.stream = Optional.of(stream);
        stream.write(new byte[0]);
        return stream;
    }

    /** The connection below; for well-behaved answers nobody needs it. */
    public Connection connection() {
        return connection;
    }

    private void begin(int status, Headers headers) {
        if (answered()) {
            throw new IllegalStateException("The exchange was already answered; respond once.");
        }
        answer.begun = true;
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        headers.fields().forEach(f -> {
            if (f.name().equalsIgnoreCase("Date")) {
                fields.put(f.name(), f.value()); // in place of that of the server's own clock
            } else {
                fields.add(f.name(), f.value());
            }
        });
    }

    /** The status that was responded; empty as long as nothing was. */
    public OptionalInt status() {
        return answer.begun ? OptionalInt.of(response.getStatus()) : OptionalInt.empty();
    }

    boolean answered() {
        return answer.begun || answer.spoilt.get();
    }

    Optional<StreamingResponse> openStream() {
        return answer.stream;
    }
}
