package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon Bedrock's InvokeModelWithResponseStream (docs.aws.amazon.com, Bedrock API reference): requests are signed, the model
 * is in the path, the answer is an event stream of Amazon's, errors have a shape of their own.
 */
final class BedrockFake extends CloudFake {

    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY, "AWS_REGION", "eu-west-1");

    private static final Pattern PATH = Pattern.compile("/model/([^/]+)/invoke-with-response-stream");

    BedrockFake(URI model, CloudFault... faults) {
        super(model, faults);
    }

    @Override
    ObjectNode asked(Exchange exchange, ObjectNode body) throws Refused {
        if (!AwsSignature.isOf(exchange, SECRET_KEY, "eu-west-1", "bedrock")) {
            throw new Refused(403, "The request signature we calculated does not match the signature you provided.");
        }
        Matcher path = PATH.matcher(exchange.target());
        if (!path.matches()) {
            throw new Refused(404, "Unknown operation " + exchange.target());
        }
        for (String field : new String[] {"model", "stream"}) {
            if (body.has(field)) {
                throw new Refused(400, field + ": Extra inputs are not permitted");
            }
        }
        if (!body.has("anthropic_version")) {
            throw new Refused(400, "anthropic_version: Field required");
        }
        String model = URLDecoder.decode(path.group(1), UTF_8);
        body.put("model", model.replaceFirst("^([a-z]+[.])?anthropic[.]", "").replaceFirst("-v1(:0)?$", ""));
        return body.put("stream", true);
    }

    @Override
    void begin(Exchange exchange) throws IOException {
        String head = """
                HTTP/1.1 200 OK
                content-type: application/vnd.amazon.eventstream
                x-amzn-bedrock-content-type: application/json
                x-amzn-requestid: req_1
                transfer-encoding: chunked

                """;
        exchange.raw(head.replace("\n", "\r\n"));
    }

    @Override
    byte[] event(String data) {
        String bytes = Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
        return EventStreamFrame.of(
                Map.of(":event-type", "chunk", ":content-type", "application/json", ":message-type", "event"),
                "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefghijk\"}");
    }

    @Override
    byte[] exception() {
        return EventStreamFrame.of(
                Map.of(
                        ":exception-type",
                        "throttlingException",
                        ":content-type",
                        "application/json",
                        ":message-type",
                        "exception"),
                "{\"message\":\"Too many tokens, please wait before trying again.\"}");
    }

    @Override
    String error(int status, String message) {
        return Json.emptyObject().put("message", message).toString();
    }
}
