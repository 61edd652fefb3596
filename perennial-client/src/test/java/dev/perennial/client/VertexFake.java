package dev.perennial.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vertex AI's {@code streamRawPredict} for models of Anthropic's (cloud.google.com, "Vertex AI API"): the model is in the path,
 * the answer is the API's own stream, errors have Google's shape. Beside it the place where tokens are to be had.
 */
final class VertexFake extends CloudFake {

    private static final String TOKEN = "token-of-google";
    private static final Pattern PATH = Pattern.compile(
            "/v1/projects/river/locations/europe-west1/publishers/anthropic/models/([^/:]+):streamRawPredict");

    private final ScriptedServer tokens = ScriptedServer.http(e -> e.respond(
            200,
            "application/json",
            "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"));

    VertexFake(URI model, CloudFault... faults) {
        super(model, faults);
    }

    /** What a program finds in its environment, with a service account in a file of this folder. */
    Map<String, String> environment(Path folder) throws Exception {
        Path file = folder.resolve("account.json");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        ObjectNode account = Json.emptyObject()
                .put("type", "service_account")
                .put("client_id", "1")
                .put("client_email", "fake@river.iam.gserviceaccount.com")
                .put("private_key_id", "1")
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
                .put("token_uri", tokens.url() + "/token");
        Files.writeString(file, account.toString());
        return Map.of(
                "GOOGLE_APPLICATION_CREDENTIALS",
                file.toString(),
                "CLOUD_ML_REGION",
                "europe-west1",
                "ANTHROPIC_VERTEX_PROJECT_ID",
                "river");
    }

    @Override
    ObjectNode asked(Exchange exchange, ObjectNode body) throws Refused {
        if (!exchange.header("Authorization").orElse("").equals("Bearer " + TOKEN)) {
            throw new Refused(401, "Request had invalid authentication credentials.");
        }
        Matcher path = PATH.matcher(exchange.target());
        if (!path.matches()) {
            throw new Refused(404, "Publisher Model was not found: " + exchange.target());
        }
        if (body.has("model") || !body.path("stream").asBoolean() || !body.has("anthropic_version")) {
            throw new Refused(400, "Invalid JSON payload received.");
        }
        return body.put("model", path.group(1).replace("@", "-"));
    }

    @Override
    void begin(Exchange exchange) throws IOException {
        exchange.startStream();
    }

    @Override
    byte[] event(String data) {
        return Wire.event(data).getBytes(UTF_8);
    }

    @Override
    byte[] exception() {
        return Wire.event(Wire.OVERLOADED).getBytes(UTF_8);
    }

    @Override
    String error(int status, String message) {
        if (status == 529) {
            return Wire.OVERLOADED; // the model's own word passes
        }
        ObjectNode body = Json.emptyObject();
        body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", status == 429 ? "RESOURCE_EXHAUSTED" : "UNAVAILABLE");
        return body.toString();
    }
}
