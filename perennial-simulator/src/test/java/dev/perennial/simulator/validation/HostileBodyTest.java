package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands wherever in a request, the answer is an answer of the API. */
final class HostileBodyTest {

    private static final String VALID = """
            {"model":"claude-opus-5-5","max_tokens":100,"stream":false,"stop_sequences":["x"],
             "metadata":{"user_id":"me"},
             "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
             "thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"low"},
             "tool_choice":{"type":"auto"},
             "tools":[{"name":"x","input_schema":{"type":"object"}},{"type":"bash_20250124","name":"bash"},
                      {"type":"computer_toolset_20260801","configs":{}}],
             "messages":[
               {"role":"user","content":[{"type":"text","text":"Hi"},
                 {"type":"image","source":{"type":"url","url":"https://example.com/a.png"}}]},
               {"role":"system","content":"It is noon."},
               {"role":"assistant","content":[{"type":"text","text":"So"},
                 {"type":"server_tool_use","id":"srvtoolu_s","name":"web_search","input":{}},
                 {"type":"web_search_tool_result","tool_use_id":"srvtoolu_s","content":[]},
                 {"type":"tool_use","id":"a","name":"x","input":{"k":[1,2]}}]},
               {"role":"user","content":[
                 {"type":"tool_result","tool_use_id":"a","is_error":false,"content":[{"type":"text","text":"ok"}]},
                 {"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]},
                 {"type":"document","source":{"type":"text","media_type":"text/plain","data":"x"}}]}]}""";

    private static final List<String> INTRUDERS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"tool_use\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"type\":null}",
            "{\"type\":\"thinking\"}",
            "{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\"}]}",
            "{\"type\":\"compaction\"}",
            "{\"role\":\"assistant\",\"content\":[]}",
            "{\"role\":\"system\",\"content\":\"\"}");

    private static JsonNode parse(String json) throws JsonProcessingException {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static void mutate(JsonNode body, Random random) throws JsonProcessingException {
        List<JsonNode> containers = new ArrayList<>();
        collect(body, containers);
        JsonNode target = containers.get(random.nextInt(containers.size()));
        JsonNode intruder = parse(INTRUDERS.get(random.nextInt(INTRUDERS.size())));
        int at = random.nextInt(target.size());
        if (target instanceof ArrayNode array) {
            switch (random.nextInt(3)) {
                case 0 -> array.set(at, intruder);
                case 1 -> array.insert(at, intruder);
                default -> array.remove(at);
            }
        } else if (target instanceof ObjectNode object) {
            String field =
                    object.properties().stream().map(Map.Entry::getKey).toList().get(at);
            if (random.nextInt(4) == 0) {
                object.remove(field);
            } else {
                object.set(field, intruder);
            }
        }
    }

    @Test
    void validBody_isAccepted() {
        assertThat(api().answer(VALID)).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':|}", "[|]", "{'type':'tool_result','content':[|]}"})
    void body_nestedDeeply_isAnsweredInTheApisWay(String level) {
        String[] around = level.split("\\|", -1);
        String nested = around[0].repeat(450) + "1" + around[1].repeat(450);
        String call = "{'type':'tool_use','id':'a','name':'x','input':{'k':" + nested + "}}";
        String result =
                "{'type':'tool_result','tool_use_id':'a','content':[{'type':'text','text':'x','k':" + nested + "}]}";

        assertThat(api().handle(body(USER, assistant(call), user(result))).status())
                .isIn(200, 400);
        assertThat(api().handle(body(USER, assistant(call), user(result.replace(",'k':" + nested, ""))))
                        .status())
                .isEqualTo(200);
        assertThat(api().handle("[".repeat(5_000)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void body_mutated_isAnsweredInTheApisWay(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        TestApi api = api();
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            JsonNode body = parse(VALID);
            for (int m = random.nextInt(3); m >= 0 && !body.isEmpty(); m--) {
                mutate(body, random);
            }
            SimulatedResponse response = api.handle(Json.write(body));

            assertThat(response.status()).as(() -> "seed " + seed + ": " + body).isIn(200, 400, 404);
            refused += response.status() == 200 ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(500);
    }
}
