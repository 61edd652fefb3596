package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Number, format and size of images. */
final class ImageValidationTest {

    /** As much of a PNG as tells its size. */
    private static String png(int width, int height) {
        byte[] head = ByteBuffer.allocate(24)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .array();
        return Base64.getEncoder().encodeToString(head);
    }

    private static String image(String mediaType, String data) {
        return "{'type':'image','source':{'type':'base64','media_type':'" + mediaType + "','data':'" + data + "'}}";
    }

    private static String images(int number, int width) {
        return user((image("image/png", png(width, 10)) + ",").repeat(number) + "{'type':'text','text':'Look.'}");
    }

    @Test
    void number_overTheModelsLimit_isRefused() {
        assertThat(api().answer(body(images(601, 10)))).isEqualTo("400 messages: too many images: 601 > 600 maximum");
        assertThat(api().answer(body(images(600, 10)))).isEqualTo("200");
        assertThat(api().answer(bodyFor("claude-haiku-4-5", "", images(101, 10))))
                .contains("101 > 100");
        assertThat(api().answer(bodyFor("claude-haiku-4-5", "", images(100, 10))))
                .isEqualTo("200");
    }

    @Test
    void edge_tooLong_isRefused() {
        assertThat(api().answer(body(images(1, 8_001))))
                .isEqualTo("400 messages.0.content.0.image.source.base64.data: At least one of the image dimensions"
                        + " exceed max allowed size: 8000 pixels");
        assertThat(api().answer(body(images(1, 8_000)))).isEqualTo("200");
    }

    @Test
    void edge_oneOfMany_isRefusedEarlier() {
        assertThat(api().answer(body(images(21, 2_001)))).endsWith("for many-image requests: 2000 pixels");
        assertThat(api().answer(body(images(21, 2_000)))).isEqualTo("200");
        assertThat(api().answer(body(images(20, 2_001)))).isEqualTo("200");
    }

    @Test
    void edge_toBeMadeSmaller_isAccepted() {
        String downsized = image("image/png", png(9_000, 10))
                .replace("{'type':'image',", "{'type':'image','transformations':{'oversized_image':'downsize'},");

        assertThat(api().answer(body(user(downsized)))).isEqualTo("200");
    }

    @Test
    void data_wrong_isRefused() {
        String at = "400 messages.0.content.0.image.source.base64";

        assertThat(api().answer(body(user(image("image/bmp", png(1, 1))))))
                .isEqualTo(at + ".media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
        assertThat(api().answer(body(user(image("image/png", "%%%"))))).isEqualTo(at + ".data: Invalid base64 data");
        assertThat(api().answer(body(user(image("image/png", "aGVsbG8gd29ybGQ=")))))
                .isEqualTo(at + ".data: Could not process image");
        assertThat(api().answer(body(user(image("image/jpeg", png(1, 1))))))
                .isEqualTo(at + ".data: Image does not match the provided media type image/jpeg");
        assertThat(api().answer(body(user("{'type':'image'}"))))
                .isEqualTo("400 messages.0.content.0.image.source: Field required");
    }

    @ParameterizedTest
    @CsvSource({"url,url", "file,file_id"})
    void source_withoutItsField_isRefused(String type, String field) {
        String image = "{'type':'image','source':{'type':'" + type + "'}}";

        assertThat(api().answer(body(user(image))))
                .isEqualTo("400 messages.0.content.0.image.source." + type + "." + field + ": Field required");
        assertThat(api().answer(body(user(image.replace("}}", ",'" + field + "':'x'}}")))))
                .isEqualTo("200");
    }

    @Test
    void data_over10Megabytes_isRefused() {
        String large = png(10, 10) + "A".repeat((10 << 20) - png(10, 10).length());

        assertThat(api().answer(body(user(image("image/png", large))))).isEqualTo("200");
        assertThat(api().answer(body(user(image("image/png", large + "AAAA")))))
                .contains("image exceeds 10 MB maximum: 10485764 bytes > 10485760 bytes");
    }

    @Test
    void image_inAToolResult_isLookedAtToo() {
        String call = assistant("{'type':'tool_use','id':'a','name':'x','input':{}}");
        String result =
                user("{'type':'tool_result','tool_use_id':'a','content':[" + image("image/png", png(8_001, 1)) + "]}");

        assertThat(api().answer(body(USER, call, result)))
                .startsWith("400 messages.2.content.0.tool_result.content.0.image.source.base64.data");
    }

    @Test
    void tokens_growWithTheImage() {
        int small = tokens(images(1, 28));

        assertThat(tokens(images(1, 280)) - small).isEqualTo(9);
        assertThat(tokens(user(image("image/png", png(8_000, 8_000)))) - tokens(user(image("image/png", png(28, 28)))))
                .isEqualTo(4_783);
    }

    private static int tokens(String message) {
        return api().counting().whole(body(message)).path("input_tokens").asInt();
    }
}
