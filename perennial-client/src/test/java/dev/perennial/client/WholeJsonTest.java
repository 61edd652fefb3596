package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.messages.Message;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.script.ScriptBrain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that asks for no stream gets the JSON that it would have got without Perennial, value for value. */
final class WholeJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"content":[{"type":"text","text":"Hello \\u00e9 \\ud83d\\ude00"},{"type":"text","text":""}]}""", """
            {"content":[{"type":"text","text":"Wet.","citations":[{"type":"char_location","cited_text":"x",
              "document_index":0,"document_title":null,"start_char_index":0,"end_char_index":1},{"new":2.50}]}]}""", """
            {"content":[{"type":"thinking","thinking":"So"},{"type":"redacted_thinking","data":"abc"},
              {"type":"thinking","thinking":""},{"type":"text","text":"Yes"}]}""", """
            {"content":[{"type":"tool_use","name":"t","input":{}},{"type":"tool_use","name":"t",
              "input":{"a":1.0,"b":[1e5,123456789012345678901234567890],"c":{"d":null}}}],"stop_reason":"tool_use"}""", """
            {"content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}},
              {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result",
                "url":"u","title":"t","encrypted_content":"e","page_age":null}]},{"type":"text","text":"Found"}],
             "extras":{"container":{"id":"container_1"}}}""", """
            {"content":[{"type":"compaction","content":"All so far."}]}""", """
            {"content":[{"type":"brand_new","x":{"y":1.10}},{"type":"text","text":"z","odd":[1]}],
             "extras":{"container":null,"novel":1.50}}""", """
            {"content":[{"type":"text","text":"No."}],"stop_reason":"refusal",
             "extras":{"stop_details":{"type":"refusal","category":"cyber","explanation":null}}}"""})
    void create_anyKindOfBlock_isTheJsonOfTheBareSdk(String reply) throws Exception {
        JsonNode bare = answer(reply, AnthropicOkHttpClient.builder());
        JsonNode unbroken = answer(reply, AnthropicOkHttpClient.builder().addInterceptor(Perennial.create()));

        assertThat(unbroken).isEqualTo(bare);
    }

    private static JsonNode answer(String reply, AnthropicOkHttpClient.Builder builder) throws Exception {
        ScriptBrain script = ScriptBrain.parse("[" + reply + "]");
        try (SimulatorServer simulator =
                        SimulatorServer.start(SimulatorSettings.builder(script).build());
                HttpResponseFor<Message> response = builder.baseUrl(
                                simulator.baseUrl().toString())
                        .apiKey("test-key")
                        .build()
                        .messages()
                        .withRawResponse()
                        .create(OpenClient.hello())) {
            return Json.MAPPER.readTree(response.body());
        }
    }
}
