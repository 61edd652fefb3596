package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files that a model can look at, known by how they begin and not by their names. */
enum MediaType {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    PDF("application/pdf");

    /** As many bytes as it takes to tell them apart. */
    static final int SIGNATURE = 12;

    private final String mediaType;

    MediaType(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<MediaType> of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(type -> type.begins(text)).findFirst();
    }

    private boolean begins(String text) {
        return switch (this) {
            case PNG -> text.startsWith("\u0089PNG\r\n\u001a\n");
            case JPEG -> text.startsWith("\u00ff\u00d8\u00ff");
            case GIF -> text.startsWith("GIF87a") || text.startsWith("GIF89a");
            case WEBP -> text.startsWith("RIFF") && text.startsWith("WEBP", 8);
            case PDF -> text.startsWith("%PDF-");
        };
    }

    /** As the API is told. */
    String mediaType() {
        return mediaType;
    }
}
