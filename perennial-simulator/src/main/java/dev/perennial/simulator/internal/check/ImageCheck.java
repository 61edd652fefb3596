package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.ImageSize;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Images are of a known format, not too many and not too large (platform.claude.com, "Vision"). */
final class ImageCheck implements Check<MessagesCall> {

    private static final List<String> MEDIA_TYPES = List.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final int MOST_CHARACTERS = 10 << 20;
    private static final int LONGEST_EDGE = 8_000;
    private static final int LONGEST_EDGE_OF_MANY = 2_000;
    private static final int MANY = 20;
    private static final int MOST = 600;
    private static final int MOST_IN_SMALL_WINDOW = 100;
    private static final int SMALL_WINDOW = 200_000;

    /** An image and where it stands. */
    private record Image(String at, JsonNode block) {

        JsonNode source() {
            return block.path("source");
        }

        boolean madeSmaller() {
            return block.path("transformations")
                    .path("oversized_image")
                    .asText("")
                    .equals("downsize");
        }
    }

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<Image> images = new ArrayList<>();
        call.located().forEach(b -> collect(b.path(), b.block(), images));
        int most = call.model().maxInputTokens() > SMALL_WINDOW ? MOST : MOST_IN_SMALL_WINDOW;
        return Check.invalidIf(
                        images.size() > most, "messages: too many images: " + images.size() + " > " + most + " maximum")
                .or(() -> Check.firstOf(images, image -> image(image, images.size() > MANY)));
    }

    private static void collect(String at, JsonNode block, List<Image> images) {
        if (Json.type(block).equals("image")) {
            images.add(new Image(at + ".image.source", block));
        }
        if (Json.type(block).equals("tool_result")) {
            for (int i = 0; i < block.path("content").size(); i++) {
                collect(at + ".tool_result.content." + i, block.path("content").get(i), images);
            }
        }
    }

    private static Optional<ApiError> image(Image image, boolean oneOfMany) {
        return InputType.tag(image.at(), image.source(), List.of("base64", "url", "file"))
                .or(() -> switch (Json.type(image.source())) {
                    case "base64" -> base64(image.at() + ".base64", image, oneOfMany);
                    case "url" ->
                        InputType.STRING.required(
                                image.at() + ".url.url", image.source().path("url"));
                    default ->
                        InputType.STRING.required(
                                image.at() + ".file.file_id", image.source().path("file_id"));
                });
    }

    private static Optional<ApiError> base64(String at, Image image, boolean oneOfMany) {
        JsonNode data = image.source().path("data");
        return InputType.STRING
                .required(at + ".data", data)
                .or(() -> InputType.choice(at + ".media_type", image.source().path("media_type"), MEDIA_TYPES))
                .or(() -> Check.invalidIf(
                        data.asText().length() > MOST_CHARACTERS,
                        at + ": image exceeds 10 MB maximum: " + data.asText().length() + " bytes > " + MOST_CHARACTERS
                                + " bytes"))
                .or(() -> Check.invalidIf(!isBase64(data.asText()), at + ".data: Invalid base64 data"))
                .or(() -> size(at, image, oneOfMany));
    }

    private static Optional<ApiError> size(String at, Image image, boolean oneOfMany) {
        Optional<ImageSize> size =
                ImageSize.ofBase64(image.source().path("data").asText());
        if (size.isEmpty()) {
            return Check.invalid(at + ".data: Could not process image");
        }
        int longest = Math.max(size.get().width(), size.get().height());
        String mediaType = image.source().path("media_type").asText();
        return Check.invalidIf(
                        !size.get().mediaType().equals(mediaType),
                        at + ".data: Image does not match the provided media type " + mediaType)
                .or(() -> image.madeSmaller() ? Optional.empty() : edge(at, longest, oneOfMany));
    }

    private static Optional<ApiError> edge(String at, int longest, boolean oneOfMany) {
        String tooLong = at + ".data: At least one of the image dimensions exceed max allowed size";
        return Check.invalidIf(longest > LONGEST_EDGE, tooLong + ": 8000 pixels")
                .or(() -> Check.invalidIf(
                        oneOfMany && longest > LONGEST_EDGE_OF_MANY,
                        tooLong + " for many-image requests: 2000 pixels"));
    }

    private static boolean isBase64(String data) {
        return !data.isEmpty()
                && data.chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || (c >= '0' && c <= '9')
                                || c == '+'
                                || c == '/'
                                || c == '=');
    }
}
