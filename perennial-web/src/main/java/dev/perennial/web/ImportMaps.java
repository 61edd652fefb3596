package dev.perennial.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The import map of a page: browsers take it from the page's own text only, so the policy has to name it by its hash. */
final class ImportMaps {

    private static final Pattern MAP =
            Pattern.compile("<script\\s+type=\"importmap\"\\s*>(.*?)</script>", Pattern.DOTALL);

    private ImportMaps() {}

    /** The sources that a policy for scripts has to allow for it, each behind a space. */
    static String hashes(String page) {
        StringBuilder sources = new StringBuilder();
        Matcher map = MAP.matcher(page);
        while (map.find()) {
            byte[] hash = Digests.sha256(map.group(1).getBytes(UTF_8));
            sources.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(hash))
                    .append('\'');
        }
        return sources.toString();
    }
}
