package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolDefinitionTest {

    @Test
    void own_withFields_isWhatTheApiIsTold() {
        ToolDefinition definition = ToolDefinition.own("find", "Finds.")
                .withRequired("what", "string", "What.")
                .with("most", "integer", "How many.")
                .withRequired("where", "string", "Where.");

        assertThat(definition.name()).isEqualTo("find");
        assertThat(definition.json()).hasToString("""
                {"name":"find","description":"Finds.","input_schema":{"type":"object","properties":{\
                "what":{"type":"string","description":"What."},\
                "most":{"type":"integer","description":"How many."},\
                "where":{"type":"string","description":"Where."}},\
                "required":["what","where"]}}""");
    }

    @Test
    void with_field_leavesTheOriginalAsItWas() {
        ToolDefinition bare = ToolDefinition.own("now", "Tells the time.");

        bare.with("zone", "string", "Where.");

        assertThat(bare.json())
                .hasToString("{\"name\":\"now\",\"description\":\"Tells the time.\","
                        + "\"input_schema\":{\"type\":\"object\",\"properties\":{}}}");
    }
}
