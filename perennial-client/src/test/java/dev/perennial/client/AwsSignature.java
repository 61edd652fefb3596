package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a signature as Amazon does (docs.aws.amazon.com, "Create a signed AWS API request"), for requests without a query. */
final class AwsSignature {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=[^/]+/(\\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=(\\w+)");

    private AwsSignature() {}

    static boolean isOf(Exchange exchange, String secret, String region, String service) {
        Matcher authorization =
                AUTHORIZATION.matcher(exchange.header("Authorization").orElse(""));
        if (!authorization.matches()
                || !authorization.group(2).equals(region)
                || !authorization.group(3).equals(service)) {
            return false;
        }
        String scope = authorization.group(1) + "/" + region + "/" + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + exchange.header("X-Amz-Date").orElse("") + "\n" + scope + "\n"
                + sha256(canonical(exchange, authorization.group(4)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : List.of(authorization.group(1), region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(authorization.group(5));
    }

    private static String canonical(Exchange exchange, String signed) {
        String headers = Arrays.stream(signed.split(";"))
                .map(name -> name + ":" + exchange.header(name).orElse("") + "\n")
                .collect(Collectors.joining());
        String path =
                URLEncoder.encode(exchange.target(), UTF_8).replace("%2F", "/").replace("+", "%20");
        return String.join("\n", exchange.method(), path, "", headers, signed, sha256(exchange.body()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
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
}
