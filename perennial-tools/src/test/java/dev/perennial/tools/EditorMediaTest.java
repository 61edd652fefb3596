package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of what is no text. */
class EditorMediaTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpeg, image/jpeg", "gif, image/gif"})
    void view_image_isABlockOfItsTypeWhateverItsName(String format, String mediaType) throws Exception {
        byte[] file = image(format, 40, 30);
        ToolResult result = view(write("picture.txt", file), TextEditorVersion.TEXT_EDITOR_20250728);

        assertThat(result.isError()).isFalse();
        assertThat(result.content().getFirst().path("text").asText()).contains("picture.txt", "40×30 pixels");
        ObjectNode block = result.content().getLast();
        assertThat(block.path("type").asText()).isEqualTo("image");
        assertThat(block.at("/source/type").asText()).isEqualTo("base64");
        assertThat(block.at("/source/media_type").asText()).isEqualTo(mediaType);
        assertThat(Base64.getDecoder().decode(block.at("/source/data").asText()))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @EnumSource(TextEditorVersion.class)
    void view_image_worksInEveryVersion(TextEditorVersion version) throws Exception {
        assertThat(view(write("a.png", image("png", 2, 2)), version).content()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8 ", "VP8L", "VP8X"})
    void view_webp_isABlockWithItsSize(String chunk) throws Exception {
        ToolResult result = view(write("a.webp", webp(chunk, 300, 200)), TextEditorVersion.TEXT_EDITOR_20250728);

        assertThat(result.content().getFirst().path("text").asText()).contains("300×200 pixels");
        assertThat(result.content().getLast().at("/source/media_type").asText()).isEqualTo("image/webp");
    }

    @Test
    void view_webpWithTooManyPixels_isAnErrorWithTheWayOut() throws Exception {
        assertError(
                view(write("a.webp", webp("VP8X", 9000, 20)), TextEditorVersion.TEXT_EDITOR_20250728),
                "9000×20",
                "2000");
    }

    @Test
    void view_pdfWithAPassword_isAnErrorThatSaysWhatToDo() throws Exception {
        byte[] file = "%PDF-1.4\ntrailer <</Encrypt 5 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        assertError(view(write("a.pdf", file), TextEditorVersion.TEXT_EDITOR_20250728), "password", "qpdf");
    }

    @Test
    void view_pdf_isADocument() throws Exception {
        byte[] file = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        ToolResult result = view(write("a.pdf", file), TextEditorVersion.TEXT_EDITOR_20250728);

        ObjectNode block = result.content().getLast();
        assertThat(block.path("type").asText()).isEqualTo("document");
        assertThat(block.at("/source/media_type").asText()).isEqualTo("application/pdf");
        assertThat(Base64.getDecoder().decode(block.at("/source/data").asText()))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({"png, 3000, 1500, 2000, 1000", "jpeg, 100, 4000, 50, 2000", "gif, 2001, 3, 2000, 3"})
    void view_imageWithManyPixels_isMadeSmaller(String format, int width, int height, int shownWidth, int shownHeight)
            throws Exception {
        ToolResult result = view(write("a", image(format, width, height)), TextEditorVersion.TEXT_EDITOR_20250728);

        assertThat(result.content().getFirst().path("text").asText())
                .contains(shownWidth + "×" + shownHeight, "made smaller from " + width + "×" + height);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder()
                .decode(result.content().getLast().at("/source/data").asText())));
        assertThat(shown.getWidth()).isEqualTo(shownWidth);
        assertThat(shown.getHeight()).isEqualTo(shownHeight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void view_imageThatIsCut_isAnErrorAndNoBlock(String format) throws Exception {
        byte[] file = image(format, 400, 300);
        byte[] cut = Arrays.copyOf(file, 40);

        assertError(view(write("a", cut), TextEditorVersion.TEXT_EDITOR_20250728), "damaged");
    }

    @Test
    void view_webpThatIsCut_isAnErrorAndNoBlock() throws Exception {
        byte[] cut = Arrays.copyOf(webp("VP8X", 30, 20), 25);

        assertError(view(write("a", cut), TextEditorVersion.TEXT_EDITOR_20250728), "damaged");
    }

    @Test
    void view_documentThatIsTooLarge_isAnErrorWithTheWayOut() throws Exception {
        byte[] file = Arrays.copyOf("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), 12_000_001);

        assertError(view(write("a.pdf", file), TextEditorVersion.TEXT_EDITOR_20250728), "12,000,001", "pdftotext");
    }

    @Test
    void view_imageWithRange_isAnError() throws Exception {
        ObjectNode input = input("view", write("a.png", image("png", 2, 2)));
        input.putArray("view_range").add(1).add(2);

        assertError(call(TextEditorVersion.TEXT_EDITOR_20250728, input), "`view_range`", "images");
    }

    @Test
    void edit_image_isRefusedAndLeavesItAlone() throws Exception {
        byte[] file = image("png", 2, 2);
        Path path = write("a.png", file);
        ObjectNode input = input("str_replace", path).put("old_str", "PNG").put("new_str", "JPG");

        assertError(call(TextEditorVersion.TEXT_EDITOR_20250728, input), "not UTF-8 text");
        assertThat(path).hasBinaryContent(file);
    }

    private ToolResult view(Path path, TextEditorVersion version) throws InterruptedException {
        return call(version, input("view", path));
    }

    private ToolResult call(TextEditorVersion version, ObjectNode input) throws InterruptedException {
        TextEditorTool editor = new TextEditorTool(TextEditorSettings.in(folder).withVersion(version));
        return Calls.run(editor, input, text -> {});
    }

    private static ObjectNode input(String command, Path path) {
        return JsonNodeFactory.instance.objectNode().put("command", command).put("path", path.toString());
    }

    private static void assertError(ToolResult result, String... said) {
        assertThat(result.isError()).isTrue();
        assertThat(Calls.text(result)).contains(said);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static byte[] webp(String chunk, int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(56);
        file.put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII)).putInt(44);
        switch (chunk) {
            case "VP8 " -> file.position(26).putShort((short) width).putShort((short) height);
            case "VP8L" -> file.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14);
            default -> file.putInt(0).putInt((width - 1)).position(27).putInt(height - 1);
        }
        return file.array();
    }
}
