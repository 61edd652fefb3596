package dev.perennial.tools;

import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The view of an image or a PDF document: a block that the model sees, within what the API takes. A conversation with one
 * block that it refuses would be refused as a whole from then on, so what is damaged or too large never gets there.
 */
final class MediaView {

    /** The API takes 10 MB of an image as base64, Bedrock and Google Cloud 5 (platform.claude.com, "Vision"). */
    private static final long LARGEST_IMAGE = 5_000_000L / 4 * 3;

    /** The API takes 32 MB a request, in which everything is sent again each time; as base64 a file is a third longer. */
    private static final long LARGEST_DOCUMENT = 12_000_000;

    /** In the trailer of a document that is (ISO 32000-1, 7.6); the API takes none such (platform.claude.com, "PDF support"). */
    private static final String ENCRYPTED = "/Encrypt";

    private MediaView() {}

    /** What kind of media a file is; empty if none. */
    static Optional<MediaType> type(EditorPath path) throws ToolError {
        try (InputStream file = Files.newInputStream(path.target())) {
            return MediaType.of(file.readNBytes(MediaType.SIGNATURE));
        } catch (IOException e) {
            throw DiskText.failure(e, "read", path);
        }
    }

    static ToolResult of(EditorPath path, MediaType type) throws ToolError {
        return type == MediaType.PDF ? document(path) : image(path, type);
    }

    private static ToolResult document(EditorPath path) throws ToolError {
        byte[] file =
                read(path, LARGEST_DOCUMENT, "Take the pages that matter out with bash, for example with pdftotext.");
        if (new String(file, StandardCharsets.ISO_8859_1).contains(ENCRYPTED)) {
            throw new ToolError("The PDF document " + path.name() + " is protected by a password, which keeps it from"
                    + " being shown. Make an open copy with bash, for example with qpdf --decrypt, and view that.");
        }
        String said = String.format(Locale.ROOT, "The PDF document %s, %,d bytes:", path.name(), file.length);
        return ToolResult.document(said, Base64.getEncoder().encodeToString(file));
    }

    private static ToolResult image(EditorPath path, MediaType type) throws ToolError {
        byte[] file = read(path, Picture.LARGEST_READ, "Make a smaller copy with bash and view that.");
        Picture picture = Picture.of(path, type, file);
        if (picture.bytes().length > LARGEST_IMAGE) {
            throw tooLarge(path, picture.bytes().length, LARGEST_IMAGE, "Make a smaller copy with bash and view that.");
        }
        return ToolResult.image(
                "The image " + path.name() + ", " + picture.size() + ":",
                picture.type().mediaType(),
                Base64.getEncoder().encodeToString(picture.bytes()));
    }

    private static byte[] read(EditorPath path, long most, String wayOut) throws ToolError {
        try {
            long size = Files.size(path.target());
            if (size > most) {
                throw tooLarge(path, size, most, wayOut);
            }
            return Files.readAllBytes(path.target());
        } catch (IOException e) {
            throw DiskText.failure(e, "read", path);
        }
    }

    private static ToolError tooLarge(EditorPath path, long size, long most, String wayOut) {
        return new ToolError(String.format(
                Locale.ROOT,
                "The file %s has %,d bytes, more than the %,d that can be shown. %s",
                path.name(),
                size,
                most,
                wayOut));
    }
}
