package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import dev.perennial.http.HttpServer;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.StreamingResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Amazon Bedrock's InvokeModelWithResponseStream (docs.aws.amazon.com, Bedrock API reference) on a real socket, in front of the
 * simulator, which is its model. It takes what is signed rightly, and fails as it is told, request by request.
 */
final class BedrockFake implements AutoCloseable {

    /** What happens to a request. */
    enum Fault {
        NONE,
        THROTTLED,
        EXCEPTION_IN_TEXT,
        CUT_IN_FRAME,
        ABORT_IN_FRAME,
        DAMAGE
    }

    static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_REGION", "eu-west-1");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BREAKING_POINT = 40;
    private static final Pattern PATH = Pattern.compile("/model/(.+)/invoke-with-response-stream");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/(\\d{8})/eu-west-1/bedrock/aws4_request, SignedHeaders=([^,]+), Signature=(\\w+)");

    private final URI model;
    private final List<Fault> faults;
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;

    BedrockFake(URI model, Fault... faults) {
        this.model = model;
        this.faults = List.of(faults);
        this.server = HttpServer.start(HttpSettings.DEFAULT.withPort(0), this::serve);
    }

    URI uri() {
        return server.uri();
    }

    /** The headers of each request that came. */
    List<Headers> requests() {
        return requests;
    }

    private void serve(Exchange exchange) throws InterruptedException {
        requests.add(exchange.headers());
        Fault fault = requests.size() <= faults.size() ? faults.get(requests.size() - 1) : Fault.NONE;
        byte[] body = exchange.body();
        Matcher path = PATH.matcher(exchange.path());
        if (!isSigned(exchange, body)) {
            refuse(exchange, 403, "The request signature we calculated does not match the signature you provided.");
        } else if (!path.matches()) {
            refuse(exchange, 404, "Unknown operation " + exchange.path());
        } else if (fault == Fault.THROTTLED) {
            refuse(exchange, 429, "Too many tokens, please wait before trying again.");
        } else {
            stream(exchange, answer(path.group(1), body), fault);
        }
    }

    private static void refuse(Exchange exchange, int status, String message) {
        String error = JSON.createObjectNode().put("message", message).toString();
        exchange.respond(status, Headers.of("Content-Type", "application/json"), error.getBytes(UTF_8));
    }

    private List<String> answer(String id, byte[] body) throws InterruptedException {
        try {
            ObjectNode asked = (ObjectNode) JSON.readTree(body);
            String version = asked.remove("anthropic_version").asText();
            asked.put("model", id.replaceFirst("^us[.]anthropic[.]", "").replaceFirst("-v1:0$", ""))
                    .put("stream", true);
            HttpRequest request = HttpRequest.newBuilder(model.resolve("/v1/messages"))
                    .header("content-type", "application/json")
                    .header("x-api-key", "key-of-the-fake")
                    .header("anthropic-version", version)
                    .POST(BodyPublishers.ofString(asked.toString()))
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(l -> l.startsWith("data: "))
                    .map(l -> l.substring(6))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stream(Exchange exchange, List<String> events, Fault fault) {
        StreamingResponse response = exchange.stream(
                200,
                Headers.of("Content-Type", "application/vnd.amazon.eventstream")
                        .with("x-amzn-bedrock-content-type", "application/json"));
        for (int i = 0; i < events.size(); i++) {
            byte[] frame = chunk(events.get(i));
            byte[] half = Arrays.copyOf(frame, frame.length / 2);
            switch (i == BREAKING_POINT ? fault : Fault.NONE) {
                case NONE, THROTTLED -> response.write(frame);
                case EXCEPTION_IN_TEXT -> {
                    response.write(throttlingException());
                    return;
                }
                case CUT_IN_FRAME -> {
                    response.write(half);
                    return;
                }
                case ABORT_IN_FRAME -> {
                    response.write(half);
                    response.abort();
                    return;
                }
                case DAMAGE -> {
                    frame[frame.length / 2] ^= 0x10;
                    response.write(frame);
                }
            }
        }
    }

    private static byte[] chunk(String event) {
        String bytes = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        return frame("event", ":event-type", "chunk", "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefghijk\"}");
    }

    private static byte[] throttlingException() {
        return frame("exception", ":exception-type", "throttlingException", "{\"message\":\"Too many tokens.\"}");
    }

    private static byte[] frame(String kind, String typeName, String type, String payload) {
        Map<String, HeaderValue> headers =
                Map.of(":message-type", HeaderValue.fromString(kind), typeName, HeaderValue.fromString(type));
        ByteBuffer encoded = new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
        byte[] frame = new byte[encoded.remaining()];
        encoded.get(frame);
        return frame;
    }

    /** Computes the signature as Amazon does (docs.aws.amazon.com, "Create a signed AWS API request"). */
    private static boolean isSigned(Exchange exchange, byte[] body) {
        Matcher authorization =
                AUTHORIZATION.matcher(exchange.headers().first("Authorization").orElse(""));
        if (!authorization.matches()) {
            return false;
        }
        String scope = authorization.group(1) + "/eu-west-1/bedrock/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n"
                + exchange.headers().first("X-Amz-Date").orElse("") + "\n" + scope + "\n"
                + sha256(canonical(exchange, authorization.group(2), body).getBytes(UTF_8));
        byte[] key = "AWS4secret".getBytes(UTF_8);
        for (String part : List.of(authorization.group(1), "eu-west-1", "bedrock", "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(authorization.group(3));
    }

    private static String canonical(Exchange exchange, String signed, byte[] body) {
        String headers = Arrays.stream(signed.split(";", -1))
                .map(name -> name + ":" + String.join(",", exchange.headers().all(name)) + "\n")
                .collect(Collectors.joining());
        String path =
                URLEncoder.encode(exchange.path(), UTF_8).replace("%2F", "/").replace("+", "%20");
        return String.join("\n", exchange.method(), path, "", headers, signed, sha256(body));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
