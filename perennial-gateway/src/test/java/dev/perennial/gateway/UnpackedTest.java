package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What was packed on the way, however it is portioned. */
final class UnpackedTest {

    @Test
    void more_packsInARow_giveAllThatTheyHold() throws IOException {
        String text = "event: ping\ndata: {\"type\": \"ping\"}\n\n".repeat(400);
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] packed = packs(text, 1 + random.nextInt(5));

            assertThat(unpacked(packed, 1 + random.nextInt(packed.length))).isEqualTo(text);
        }
        assertThat(unpacked(packs(text, 3), 1)).isEqualTo(text);
    }

    @Test
    void more_flushedPack_givesWhatIsThere() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, true);
                Unpacked unpacked = new Unpacked()) {
            gzip.write("first".getBytes(UTF_8));
            gzip.flush();

            assertThat(new String(unpacked.more(packed.toByteArray()), UTF_8)).isEqualTo("first");
        }
    }

    @Test
    void more_noPack_passes() throws IOException {
        assertThat(unpacked("event: ping\n\n".getBytes(UTF_8), 3)).isEqualTo("event: ping\n\n");
    }

    @Test
    void more_headWithoutEnd_isRefused() {
        byte[] endless = new byte[70_000];
        Arrays.fill(endless, (byte) 'x');
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 8}, 0, endless, 0, 4);

        assertThatThrownBy(() -> unpacked(endless, 1_000)).isInstanceOf(IOException.class);
    }

    @Test
    void more_garbageBehindTheHead_isRefused() throws IOException {
        byte[] packed = packs("hello", 1);
        Arrays.fill(packed, 10, packed.length, (byte) 0xff);

        assertThatThrownBy(() -> unpacked(packed, packed.length)).isInstanceOf(IOException.class);
    }

    private static byte[] packs(String text, int count) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int part = text.length() / count;
        for (int i = 0; i < count; i++) {
            String its = text.substring(i * part, i == count - 1 ? text.length() : (i + 1) * part);
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(its.getBytes(UTF_8));
            }
        }
        return packed.toByteArray();
    }

    private static String unpacked(byte[] packed, int portion) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Unpacked unpacked = new Unpacked()) {
            for (int at = 0; at < packed.length; at += portion) {
                all.writeBytes(unpacked.more(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + portion))));
            }
        }
        return all.toString(UTF_8);
    }
}
