package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.bodyFor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.http.Headers;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API versions, beta values, and the fields that hang on them. */
final class HeaderValidationTest {

    @ParameterizedTest
    @ValueSource(strings = {"2023-01-01", "2023-06-01", "2026-10-21"})
    void version_known_isAccepted(String version) {
        assertThat(api().version(version).answer(body(USER))).isEqualTo("200");
    }

    @Test
    void beta_unknown_isNamed() {
        assertThat(api().beta("compact-2026-01-12, nonsense-2026-01-01").answer(body(USER)))
                .isEqualTo("400 Unexpected value(s) `nonsense-2026-01-01` for the `anthropic-beta` header. Please"
                        + " consult our documentation at platform.claude.com/docs or try again without the header.");
        assertThat(api().beta("x").beta("y,x").answer(body(USER))).startsWith("400 Unexpected value(s) `x`, `y` for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt-caching-2024-07-31",
                "token-efficient-tools-2025-02-19",
                "interleaved-thinking-2025-05-14",
                "output-128k-2025-02-19",
                "claude-code-20250219,per-turn-control-2026-07-01",
                "message-threads-2026-08-12,compact-2026-09-04 , thinking-token-count-2026-05-13"
            })
    void beta_knownOrObsolete_isAccepted(String beta) {
        assertThat(api().beta(beta).answer(body(USER))).isEqualTo("200");
    }

    @Test
    void field_unknown_isNotPermitted() {
        assertThat(api().answer(bodyFor("claude-opus-5-5", "'max_output':5,", USER)))
                .isEqualTo("400 max_output: Extra inputs are not permitted");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "context_management    | {'edits':[]}        | context-management-2025-06-27",
                "context_management    | {'edits':[]}        | compact-2026-01-12",
                "compaction            | {'type':'summarize'}| compact-2026-09-04",
                "mcp_servers           | []                  | mcp-client-2025-11-20",
                "fallbacks             | 'default'           | server-side-fallback-2026-07-01",
                "fallback_credit_token | 't'                 | fallback-credit-2026-07-01"
            })
    void betaField_withoutItsHeader_isNotPermitted(String field, String value, String beta) {
        String body = bodyFor("claude-opus-5-5", "'" + field + "':" + value + ",", USER);

        assertThat(api().answer(body)).isEqualTo("400 " + field + ": Extra inputs are not permitted");
        assertThat(api().beta(beta).answer(body)).isEqualTo("200");
    }

    @Test
    void thread_withItsHeader_isRefusedSoThatClientsGoOnWithout() {
        String body = bodyFor("claude-opus-5-5", "'thread':{'type':'create'},", USER);

        assertThat(api().beta("message-threads-2026-08-12")
                        .whole(body)
                        .path("error")
                        .path("details")
                        .path("error_code")
                        .asText())
                .isEqualTo("thread_unsupported_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "top_k"})
    void sampling_inNewestVersion_isNotPermittedEvenAtItsDefault(String field) {
        String body = bodyFor("claude-sonnet-4-5", "'" + field + "':1,", USER);

        assertThat(api().answer(body)).isEqualTo("400 " + field + ": Extra inputs are not permitted");
        assertThat(api().version("2023-06-01").answer(body)).isEqualTo("200");
    }

    @Test
    void key_inBothHeaders_isTakenFromXApiKey() {
        SimulatedRequest blank = new SimulatedRequest(
                "POST",
                "/v1/messages",
                "",
                Headers.of("x-api-key", " ", "authorization", "Bearer k", "anthropic-version", "2026-10-21"),
                body(USER).replace('\'', '"').getBytes(UTF_8));

        SimulatedResponse refused = new Simulator(
                        SimulatorSettings.builder(prompt -> Reply.text("Fine.")).build())
                .handle(blank);

        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void body_encoded_isRefusedWithTheEncodingsName() {
        assertThat(api().header("content-encoding", "gzip").answer("\u001f\u008b"))
                .isEqualTo("400 The request body is not valid JSON: its content-encoding `gzip` is not supported; send"
                        + " it without one");
        assertThat(api().header("content-encoding", "identity").answer("x"))
                .startsWith("400 The request body is not valid JSON: Unrecognized token");
        assertThat(api().header("content-encoding", "identity").answer(body(USER)))
                .isEqualTo("200");
    }

    @Test
    void messageField_unknown_isNotPermitted() {
        assertThat(api().answer(body("{'role':'user','content':'Hi','name':'me'}")))
                .isEqualTo("400 messages.0.name: Extra inputs are not permitted");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'clear_at':'next_user_message'   | mid-conversation-system-clear-at-2026-08-21",
                "'output_config':{'effort':'low'} | mid-conversation-output-config-2026-07-01"
            })
    void systemMessageField_withoutItsHeader_isNotPermitted(String field, String beta) {
        String request = body(USER, "{'role':'system','content':[{'type':'text','text':'Lunch.'}]," + field + "}");

        assertThat(api().answer(request)).startsWith("400 messages.1.").endsWith(": Extra inputs are not permitted");
        assertThat(api().beta(beta).answer(request)).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_removal", "tool_addition"})
    void toolChanges_withoutTheirHeader_areRefused(String type) {
        String request = body(
                USER,
                "{'role':'system','content':[{'type':'" + type + "','tool':{'type':'tool_reference','name':'x'}}]}");

        assertThat(api().answer(request)).startsWith("400 messages.1.content.0: `" + type + "` blocks require");
        assertThat(api().beta("mid-conversation-tool-changes-2026-07-01").answer(request))
                .isEqualTo("200");
    }
}
