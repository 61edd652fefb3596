package dev.perennial.web;

import dev.perennial.agent.journal.SessionRow;
import dev.perennial.web.SessionHost.Format;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a downloaded session is called: by its title, without anything that a file system or a header could misread. */
final class FileNames {

    private static final int LONGEST = 60;

    private FileNames() {}

    /** The parameters of a {@code Content-Disposition}: for old clients in ASCII, for the others as it is (RFC 6266). */
    static String disposition(SessionRow row, Format format) {
        String end = "." + format.name().toLowerCase(Locale.ROOT);
        String name = of(row.head().title(), row.id());
        String ascii = of(name.replaceAll("[^\\x20-\\x7e]", "_"), row.id());
        String encoded = URLEncoder.encode(name + end, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "filename=\"" + ascii + end + "\"; filename*=UTF-8''" + encoded;
    }

    private static String of(String title, String otherwise) {
        String safe = title.replaceAll("[\\p{C}\\p{Z}\\s]+", " ")
                .replaceAll("[/\\\\:*?\"<>|%;=,`$~]", "_")
                .strip()
                .replaceFirst("^[.\\-_ ]+", "");
        String shorter = safe.codePointCount(0, safe.length()) <= LONGEST
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, LONGEST)).strip();
        String name = shorter.replaceFirst("[. ]+$", "");
        return name.replace("_", "").isBlank() ? otherwise : name;
    }
}
