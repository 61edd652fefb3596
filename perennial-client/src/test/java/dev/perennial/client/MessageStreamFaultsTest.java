package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perennial.client.StreamCutException.Manner;
import dev.perennial.client.StreamMalformedException.Problem;
import dev.perennial.stream.SseDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that break: never an answer that looks whole. */
class MessageStreamFaultsTest {

    private static final String BEGUN =
            Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}") + Wire.text(0, "Once upon");

    @Test
    void read_cleanEndWithoutMessageStop_isCut() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.chunk(BEGUN);
            e.endStream();
        });

        assertThat(cut.manner()).isEqualTo(Manner.CLEAN_END);
        assertThat(cut.retryable()).isTrue();
        assertThat(cut.requestId()).contains("req_1");
        assertThat(cut.stopReason()).isEmpty();
        PartialMessage partial = cut.partial().orElseThrow();
        assertThat(partial.text()).isEqualTo("Once upon");
        assertThat(partial.unfinished()).containsExactly(0);
        assertThat(partial.message().at("/content/0/text").asText()).isEqualTo("Once upon");
        assertThat(partial.usage().input()).isEqualTo(25);
    }

    @Test
    void read_endInsideAnEvent_isCutThere() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.chunk(BEGUN + "event: content_block_delta\ndata: {\"type\":\"content_blo");
            e.endStream();
        });

        assertThat(cut.manner()).isEqualTo(Manner.INSIDE_EVENT);
    }

    @Test
    void read_socketClosedBeforeTheLastChunk_isLost() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.chunk(BEGUN);
            e.hangUp();
        });

        assertThat(cut.manner()).isEqualTo(Manner.CONNECTION_LOST);
        assertThat(cut.getCause()).isNotNull();
    }

    @Test
    void read_connectionReset_givesWhatCameBefore() throws Exception {
        List<MessageEvent> events = new ArrayList<>();
        Gate gate = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    gate.await();
                    e.reset();
                });
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            StreamCutException cut = catchThrowableOfType(
                    StreamCutException.class,
                    () -> stream.forEach(event -> {
                        events.add(event);
                        gate.open();
                    }));

            assertThat(cut.manner()).isEqualTo(Manner.CONNECTION_LOST);
            assertThat(events).last().isEqualTo(new MessageEvent.TextDelta(0, "Once upon"));
            assertThat(cut.partial().orElseThrow().text()).isEqualTo("Once upon");
        }
    }

    @Test
    void read_nothingAtAll_isCutWithoutPartial() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.endStream();
        });

        assertThat(cut.partial()).isEmpty();
    }

    @Test
    void read_onlyMessageStopMissing_saysTheStopReason() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.chunk(BEGUN + Wire.blockStop(0) + Wire.END_TURN);
            e.endStream();
        });

        assertThat(cut.stopReason()).contains("end_turn");
        assertThat(cut.partial().orElseThrow().unfinished()).isEmpty();
    }

    @Test
    void read_cutToolInput_isNeverAWholeInput() throws Exception {
        StreamCutException cut = failure(StreamCutException.class, e -> {
            e.startStream();
            e.chunk(Wire.START + Wire.blockStart(0, "{\"type\":\"tool_use\",\"input\":{}}"));
            e.chunk(Wire.inputJson(0, "{\"path\": \"a"));
            e.endStream();
        });

        PartialMessage partial = cut.partial().orElseThrow();
        assertThat(partial.unfinished()).containsExactly(0);
        assertThat(partial.message().at("/content/0/input/INVALID_JSON").asText())
                .isEqualTo("{\"path\": \"a");
    }

    @Test
    void read_errorEvent_hasTheApisTypeAndMessage() throws Exception {
        StreamErrorException error = failure(StreamErrorException.class, e -> {
            e.startStream();
            e.chunk(BEGUN
                    + Wire.event(
                            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},"
                                    + "\"request_id\":\"req_2\"}"));
            e.awaitClientGone();
        });

        assertThat(error.type()).isEqualTo("overloaded_error");
        assertThat(error.apiMessage()).isEqualTo("Overloaded");
        assertThat(error.requestId()).contains("req_2");
        assertThat(error.retryable()).isTrue();
        assertThat(error.code()).isEqualTo("stream_error");
        assertThat(error.partial().orElseThrow().text()).isEqualTo("Once upon");
    }

    @Test
    void read_errorEventThatIsTheCallersFault_isNotRetryable() throws Exception {
        StreamErrorException error = failure(StreamErrorException.class, e -> {
            e.startStream();
            e.chunk(Wire.event(
                    "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}"));
            e.endStream();
        });

        assertThat(error.retryable()).isFalse();
        assertThat(error.requestId()).contains("req_1");
        assertThat(error.partial()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforced_spend_limit_reached", "contract_spend_limit_reached"})
    void read_errorEventOfASpendLimit_isNotRetryable(String code) throws Exception {
        StreamErrorException error = rateLimited("{\"error_code\":\"" + code + "\"}");

        assertThat(error.type()).isEqualTo("rate_limit_error");
        assertThat(error.errorCode()).contains(code);
        assertThat(error.code()).isEqualTo("stream_error");
        assertThat(error.retryable()).isFalse();
        assertThat(error).hasMessageContaining(code).hasMessageContaining("raise the spend limit");
    }

    @Test
    void read_errorEventWithAnotherCode_isRetryableByItsType() throws Exception {
        StreamErrorException error = rateLimited("{\"error_code\":\"ramp_limit_exceeded\"}");

        assertThat(error.errorCode()).contains("ramp_limit_exceeded");
        assertThat(error.retryable()).isTrue();
        assertThat(error).hasMessageContaining("after a pause");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "{\"error_code\":null}", "{\"error_code\":429}"})
    void read_errorEventWithOddDetails_hasNoErrorCode(String details) throws Exception {
        StreamErrorException error = rateLimited(details);

        assertThat(error.errorCode()).isEmpty();
        assertThat(error.retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"error\":null", ",\"error\":\"broken\"", ",\"error\":{\"type\":null}"})
    void read_errorEventWithoutAnError_isAnApiError(String rest) throws Exception {
        StreamErrorException error = failure(StreamErrorException.class, e -> {
            e.startStream();
            e.chunk(Wire.event("{\"type\":\"error\"" + rest + "}"));
            e.endStream();
        });

        assertThat(error.type()).isEqualTo("api_error");
        assertThat(error.apiMessage()).isEmpty();
        assertThat(error.retryable()).isTrue();
    }

    @Test
    void read_eventsBeforeAFault_areDeliveredFirst() throws Exception {
        List<MessageEvent> events = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.streaming(BEGUN + "data: {\"type\":\n\n" + Wire.text(0, " never"));
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            assertThatThrownBy(() -> stream.forEach(events::add))
                    .isInstanceOf(StreamMalformedException.class)
                    .hasMessageContaining("no JSON");
            assertThat(events).last().isEqualTo(new MessageEvent.TextDelta(0, "Once upon"));
            assertThatThrownBy(stream::finalMessage)
                    .as("a broken stream stays broken")
                    .isInstanceOf(StreamMalformedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: [DONE]\n\n",
                "data: 17\n\ndata: {\"type\":\"message_stop\"}\n\n",
                "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{}}\n\n",
                "START data: {\"type\":\"message_start\",\"message\":{}}\n\n",
                "START data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\n\n",
                "START data: {\"type\":\"content_block_stop\",\"index\":1}\n\n",
                "START data: {\"type\":\"content_block_start\",\"index\":-1,\"content_block\":{}}\n\n",
                "START data: {\"type\":\"content_block_start\",\"index\":1e3,\"content_block\":{}}\n\n",
                "START data: {\"type\":\"content_block_start\",\"index\":99999999999,\"content_block\":{}}\n\n",
                "START data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":\"x\"}\n\n",
                "START BLOCK data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{}}\n\n",
                "START BLOCK data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":7}}\n\n",
                "START BLOCK data: {\"type\":\"message_stop\"}\n\n",
            })
    void read_impossibleEvents_areMalformed(String events) throws Exception {
        String stream = events.replace("START ", Wire.START)
                .replace("BLOCK ", Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}"));
        StreamMalformedException malformed = failure(StreamMalformedException.class, e -> {
            e.startStream();
            e.chunk(stream);
            e.endStream();
        });

        assertThat(malformed.code()).isEqualTo("stream_malformed");
        assertThat(malformed.problem()).isEqualTo(Problem.BAD_EVENT);
        assertThat(malformed.retryable()).isTrue();
        assertThat(malformed)
                .hasMessageContaining("send the request again")
                .hasMessageContaining("an event of the stream is damaged or out of order")
                .message()
                .doesNotContain("no message stream");
    }

    @Test
    void read_answerIsAPage_namesItsContentType() throws Exception {
        StreamMalformedException malformed = failure(
                StreamMalformedException.class, e -> e.respond(200, "text/html", "<html><body>Log in</body></html>\n"));

        assertThat(malformed)
                .hasMessageContaining("no message stream")
                .hasMessageContaining("text/html")
                .hasMessageContaining("check the base URL");
        assertThat(malformed.problem()).isEqualTo(Problem.NO_STREAM);
        assertThat(malformed.retryable()).isFalse();
    }

    @Test
    void read_eventLargerThanIsRead_isNotRetryable() throws Exception {
        String mebibyte = "x".repeat(1 << 20);
        StreamMalformedException malformed = failure(StreamMalformedException.class, e -> {
            e.startStream();
            e.chunk(BEGUN + "data: ");
            for (int sent = 0; sent <= SseDecoder.DEFAULT_MAX_FRAME_BYTES >> 20; sent++) {
                e.chunk(mebibyte);
            }
            e.awaitClientGone();
        });

        assertThat(malformed.problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(malformed.retryable()).isFalse();
        assertThat(malformed.partial().orElseThrow().text()).isEqualTo("Once upon");
    }

    @Test
    void read_silenceBeyondTheReadTimeout_isStalled() throws Exception {
        TransportTimeouts impatient = TransportTimeouts.DEFAULT.withRead(Duration.ofSeconds(2));
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(BEGUN);
                    e.awaitClientGone();
                });
                OpenClient client = OpenClient.of(
                        OpenClient.settings(server).timeouts(impatient).build());
                MessageStream stream = client.stream()) {
            StreamStalledException stalled = catchThrowableOfType(StreamStalledException.class, stream::finalMessage);

            assertThat(stalled.retryable()).isTrue();
            assertThat(stalled.partial().orElseThrow().text()).isEqualTo("Once upon");
            assertThat(server.exchanges().getFirst().clientGone().await(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private static StreamErrorException rateLimited(String details) throws Exception {
        return failure(StreamErrorException.class, e -> {
            e.startStream();
            e.chunk(Wire.event("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"no\","
                    + "\"details\":" + details + "}}"));
            e.endStream();
        });
    }

    private static <T extends MessageStreamException> T failure(Class<T> type, ScriptedServer.Script script)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.http(script);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream()) {
            return catchThrowableOfType(type, stream::finalMessage);
        }
    }
}
