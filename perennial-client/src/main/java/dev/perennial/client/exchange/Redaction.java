package dev.perennial.client.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.QueryParams;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may be written down of one exchange: values of headers and parameters only where they are known to be harmless; and in
 * whatever is left, nothing that the others said, nor what looks like a key.
 */
final class Redaction {

    static final String HIDDEN = "…";

    /** What is shorter is in too many words to be looked for. */
    private static final int SHORTEST_SECRET = 8;

    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-encoding",
            "age",
            "alt-svc",
            "cache-control",
            "cf-cache-status",
            "cf-ray",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "idempotency-key",
            "request-id",
            "retry-after",
            "retry-after-ms",
            "server",
            "server-timing",
            "strict-transport-security",
            "transfer-encoding",
            "user-agent",
            "vary",
            "via",
            "x-amzn-bedrock-content-type",
            "x-amzn-errortype",
            "x-amzn-requestid",
            "x-cloud-trace-context",
            "x-envoy-upstream-service-time",
            "x-request-id",
            "x-robots-tag",
            "x-should-retry");

    private static final Set<String> HARMLESS_BEGINNINGS =
            Set.of("anthropic-beta", "anthropic-ratelimit-", "anthropic-version", "perennial-", "x-stainless-");

    private static final Set<String> HARMLESS_PARAMETERS = Set.of("beta");

    /** Keys as the API and the providers make them, credentials of HTTP, signatures of AWS. */
    private static final Pattern KEYS = Pattern.compile(
            "(sk-ant-|sk-|AKIA|ASIA|ghp_|gho_|github_pat_|xox[abp]-|ya29\\.|eyJ|AIza|Bearer\\s+|Basic\\s+|Credential=|Signature=)"
                    + "[A-Za-z0-9_.~+/=%-]{8,}");

    private final Set<String> secrets = new LinkedHashSet<>();

    /** For an exchange that begins with this request. */
    Redaction(HttpRequest request) {
        hidden(request.headers());
        QueryParams parameters = request.queryParams();
        parameters.keys().stream()
                .filter(name -> !HARMLESS_PARAMETERS.contains(name))
                .forEach(name -> parameters.values(name).forEach(this::hide));
        String user = user(request.baseUrl());
        hide(user);
        hide(user.substring(user.indexOf(':') + 1));
    }

    private void hidden(Headers headers) {
        headers.names().stream()
                .filter(name -> !isHarmless(name))
                .forEach(name -> headers.values(name).forEach(this::hide));
    }

    /** Also without the scheme before it ({@code Bearer}), and as it stands in a URL. */
    private void hide(String value) {
        String bare = value.substring(value.lastIndexOf(' ') + 1);
        if (bare.length() >= SHORTEST_SECRET) {
            secrets.add(bare);
            secrets.add(URLEncoder.encode(bare, UTF_8));
        }
    }

    private static String user(String url) {
        int from = url.indexOf("//") + 2;
        int to = url.indexOf('/', from);
        String authority = from < 2 ? "" : url.substring(from, to < 0 ? url.length() : to);
        return authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    }

    private static boolean isHarmless(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return HARMLESS.contains(name) || HARMLESS_BEGINNINGS.stream().anyMatch(name::startsWith);
    }

    /** The address of the request. */
    String url(HttpRequest request) {
        HttpRequest.Builder shown = request.toBuilder().baseUrl(withoutUser(request.baseUrl()));
        for (String name : request.queryParams().keys()) {
            if (!HARMLESS_PARAMETERS.contains(name)) {
                shown.replaceQueryParams(name, "hidden");
            }
        }
        return text(shown.build().url());
    }

    private static String withoutUser(String url) {
        String user = user(url);
        return user.isEmpty() ? url : url.replace(user + "@", "");
    }

    /** Headers with their names in lower case. */
    Map<String, String> headers(Headers headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String name : headers.names()) {
            String values = headers.values(name).stream().collect(Collectors.joining(", "));
            shown.put(name.toLowerCase(Locale.ROOT), isHarmless(name) ? text(values) : HIDDEN);
        }
        return shown;
    }

    /** A text of the server's. */
    String text(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        return KEYS.matcher(shown).replaceAll("$1" + HIDDEN);
    }
}
