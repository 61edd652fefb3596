package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the HTML standard, one by one. */
class SseDecoderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void feed_anyLineEnd_deliversNameAndData(String lineEnd) {
        Heard heard = Heard.inOne("event: ping" + lineEnd + "data: {}" + lineEnd + lineEnd);

        assertThat(heard.events()).containsExactly(new Heard.Event("ping", "{}"));
    }

    @Test
    void feed_mixedLineEnds_keepsFramesApart() {
        Heard heard = Heard.inOne("data: a\r\n\ndata: b\n\r\ndata: c\r\rdata: d\n\n");

        assertThat(heard.data()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void feed_severalDataLines_joinsThemByLineFeed() {
        assertThat(Heard.inOne("data: one\ndata: two\ndata:\ndata: four\n\n").data())
                .containsExactly("one\ntwo\n\nfour");
    }

    @Test
    void feed_dataWithoutColonOrSpace_isEmptyOrVerbatim() {
        assertThat(Heard.inOne("data\n\n").data()).containsExactly("");
        assertThat(Heard.inOne("data:x\n\n").data()).containsExactly("x");
        assertThat(Heard.inOne("data:  x \n\n").data()).containsExactly(" x ");
        assertThat(Heard.inOne("data: a:b\n\n").data()).containsExactly("a:b");
    }

    @Test
    void feed_commentsAndUnknownFields_areNoEvents() {
        Heard heard = Heard.inOne(": hello\n\nwhatever: 1\n\n:\ndata: x\nfoo\n\n");

        assertThat(heard.data()).containsExactly("x");
    }

    @Test
    void feed_nameWithoutData_isNoEventAndDoesNotLeakIntoTheNext() {
        assertThat(Heard.inOne("event: lost\n\ndata: x\n\n").events()).containsExactly(new Heard.Event("", "x"));
    }

    @Test
    void feed_severalNames_lastOneCounts() {
        assertThat(Heard.inOne("event: a\nevent: b\ndata: x\n\n").events()).containsExactly(new Heard.Event("b", "x"));
    }

    @Test
    void feed_fieldNamesInOtherCase_areUnknown() {
        assertThat(Heard.inOne("DATA: x\nData: y\n data: z\n\n").events()).isEmpty();
    }

    @Test
    void feed_byteOrderMark_isSkippedAtTheStartOnly() {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        assertThat(Heard.inOne(concat(mark, "data: x\n\n".getBytes(UTF_8))).data())
                .containsExactly("x");
        assertThat(Heard.inOne(concat("data: x\n\n".getBytes(UTF_8), mark, "data: y\n\n".getBytes(UTF_8)))
                        .data())
                .containsExactly("x");
    }

    @Test
    void feed_byteOrderMarkSplitOverChunks_isSkipped() {
        byte[] bytes = concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "data: x\n\n".getBytes(UTF_8));
        Heard heard = new Heard();
        feedBytewise(new SseDecoder(), bytes, heard);

        assertThat(heard.data()).containsExactly("x");
    }

    @Test
    void feed_everyByteAlone_splitsNoCharacter() {
        String text = "event: é\ndata: 流れ 🌊 e\u0301\n\n";
        Heard heard = new Heard();
        feedBytewise(new SseDecoder(), text.getBytes(UTF_8), heard);

        assertThat(heard.events()).containsExactly(new Heard.Event("é", "流れ 🌊 e\u0301"));
    }

    @Test
    void feed_idAndRetry_areKept() {
        SseDecoder decoder = new SseDecoder();
        feed(decoder, "id: 7\nretry: 1500\ndata: x\n\nid: a\0b\nretry: 1.5\nretry: 99999999999\n\n", new Heard());

        assertThat(decoder.lastEventId()).isEqualTo("7");
        assertThat(decoder.retry()).contains(Duration.ofMillis(1500));
    }

    @Test
    void feed_emptyId_resetsIt() {
        SseDecoder decoder = new SseDecoder();
        feed(decoder, "id: 7\n\nid\n\n", new Heard());

        assertThat(decoder.lastEventId()).isEmpty();
    }

    @Test
    void feed_carriageReturnsInTwoChunks_deliversAtTheFirstAndSwallowsTheLineFeed() {
        SseDecoder decoder = new SseDecoder();
        Heard heard = new Heard();
        feed(decoder, "data: x\r\n\r", heard);
        assertThat(heard.data())
                .as("no waiting for a line feed that may never come")
                .containsExactly("x");

        feed(decoder, "\ndata: y\r\n\r\n", heard);
        assertThat(heard.data()).containsExactly("x", "y");
        assertThat(decoder.end()).isEqualTo(new FrameEnd.BetweenFrames());
    }

    @Test
    void feed_crlfInOneChunk_staysWithItsFrame() {
        List<String> raws = new ArrayList<>();
        byte[] bytes = "data: x\r\n\r\ndata: y\r\n\r\n".getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, frame -> raws.add(new String(frame.raw(), UTF_8)));

        assertThat(raws).containsExactly("data: x\r\n\r\n", "data: y\r\n\r\n");
    }

    @Test
    void feed_partOfAnArray_looksAtThatPartOnly() {
        byte[] bytes = "data: no\n\ndata: x\n\ndata: no\n\n".getBytes(UTF_8);
        Heard heard = new Heard();
        new SseDecoder().feed(bytes, 10, 9, heard);

        assertThat(heard.data()).containsExactly("x");
        assertThatThrownBy(() -> new SseDecoder().feed(bytes, 0, bytes.length + 1, heard))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void feed_malformedUtf8_becomesReplacementCharacters() {
        byte[] bytes = concat("data: a".getBytes(UTF_8), new byte[] {(byte) 0xFF}, "b\n\n".getBytes(UTF_8));

        assertThat(Heard.inOne(bytes).data()).containsExactly("a\uFFFDb");
    }

    @Test
    void end_frameWithoutBlankLine_isNotDeliveredButReported() {
        SseDecoder decoder = new SseDecoder();
        Heard heard = new Heard();
        feed(decoder, "data: x\n\nevent: ping\ndata: {\"typ", heard);

        assertThat(heard.data()).containsExactly("x");
        assertThat(decoder.end()).isEqualTo(new FrameEnd.InsideFrame(23, "ping"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: x\n\n", "data: x\r\n\r\n", "data: x\n\n: bye", "data: x\n\n\n\n"})
    void end_nothingButCommentsPending_isBetweenFrames(String text) {
        SseDecoder decoder = new SseDecoder();
        feed(decoder, text, new Heard());

        assertThat(decoder.end()).isEqualTo(new FrameEnd.BetweenFrames());
    }

    @Test
    void feed_frameOverTheLimit_namesBothNumbers() {
        SseDecoder decoder = new SseDecoder(20);

        assertThatThrownBy(() -> feed(decoder, "data: 0123456789\n\ndata: 01234567890123456789", new Heard()))
                .isInstanceOfSatisfying(FrameTooLargeException.class, e -> {
                    assertThat(e.size()).isEqualTo(26);
                    assertThat(e.limit()).isEqualTo(20);
                    assertThat(e.code()).isEqualTo("frame_too_large");
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining("26")
                .hasMessageContaining("20");
    }

    @Test
    void feed_endlessLineInSmallChunks_isGivenUpAtTheLimit() {
        SseDecoder decoder = new SseDecoder(1000);
        byte[] chunk = "data: x".getBytes(UTF_8);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        decoder.feed(chunk, 0, chunk.length, new Heard());
                    }
                })
                .isInstanceOfSatisfying(
                        FrameTooLargeException.class, e -> assertThat(e.size()).isEqualTo(1001));
    }

    @Test
    void feed_framesUpToTheLimit_pass() {
        SseDecoder decoder = new SseDecoder(9);
        Heard heard = new Heard();
        feed(decoder, "data: x\n\ndata: y\n\n", heard);
        feedBytewise(decoder, "data: z\n\n".getBytes(UTF_8), heard);

        assertThat(heard.data()).containsExactly("x", "y", "z");
        assertThatThrownBy(() -> new SseDecoder(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxFrameBytes");
    }

    @Test
    void feed_manyDataLinesInOneFrame_joinsAllOfThem() {
        String text = "data: 0123456789\n".repeat(10_000) + "\n";

        assertThat(Heard.inOne(text).data()).containsExactly("0123456789\n".repeat(9_999) + "0123456789");
    }

    @Test
    void frame_keptAfterTheCall_showsNothing() {
        List<SseFrame> kept = new ArrayList<>();
        byte[] bytes = "data: x\n\n".getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, kept::add);

        assertThat(kept.getFirst().isEvent()).isFalse();
        assertThat(kept.getFirst().rawLength()).isZero();
    }

    @Test
    void readData_oneLine_isReadInPlace() throws Exception {
        byte[] bytes = "data: abc\n\n".getBytes(UTF_8);
        List<byte[]> seen = new ArrayList<>();
        List<String> read = new ArrayList<>();
        new SseDecoder().feed(bytes, 0, bytes.length, frame -> {
            try {
                read.add(frame.readData((data, offset, length) -> {
                    seen.add(data);
                    return new String(data, offset, length, UTF_8);
                }));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertThat(read).containsExactly("abc");
        assertThat(seen.getFirst()).as("no copy").isSameAs(bytes);
    }

    private static void feed(SseDecoder decoder, String text, FrameSink sink) {
        byte[] bytes = text.getBytes(UTF_8);
        decoder.feed(bytes, 0, bytes.length, sink);
    }

    private static void feedBytewise(SseDecoder decoder, byte[] bytes, FrameSink sink) {
        for (int i = 0; i < bytes.length; i++) {
            decoder.feed(bytes, i, 1, sink);
        }
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
