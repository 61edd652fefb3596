package dev.perennial.simulator.manner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResumingBrainTest {

    private static final Brain BRAIN = prompt -> Reply.of(
            Reply.thinkingBlock("Hm."),
            Reply.textBlock("One two three."),
            Reply.toolUseBlock("count", JsonNodeFactory.instance.objectNode()));

    @Test
    void reply_conversationThatIsNotInterrupted_isTheBrainsOwn() throws Exception {
        assertThat(types(user("go"))).containsExactly("thinking", "text", "tool_use");
    }

    @Test
    void reply_beginningOfTheAnswer_isTheRestAndWhatFollows() throws Exception {
        List<ObjectNode> blocks = blocks(user("go"), assistant("One t"), user("You were interrupted. Continue."));

        assertThat(blocks.getFirst().path("text").asText()).isEqualTo("wo three.");
        assertThat(types(user("go"), assistant("One t"), user("You were interrupted. Continue.")))
                .containsExactly("text", "tool_use");
    }

    @Test
    void reply_wholeText_isWhatFollows() throws Exception {
        assertThat(types(user("go"), assistant("One two three."), user("The connection broke. Go on.")))
                .containsExactly("tool_use");
    }

    @Test
    void reply_otherTextOrNoAsking_isTheBrainsOwn() throws Exception {
        assertThat(types(user("go"), assistant("Uno"), user("Continue."))).hasSize(3);
        assertThat(types(user("go"), assistant("One t"), user("Thanks!"))).hasSize(3);
    }

    @Test
    void reply_underAManner_keepsTheBlocksBehindTheText() throws Exception {
        Brain obedient = MannerBrain.over(ResumingBrain.over(BRAIN), Manner.OBEDIENT);
        Reply reply = obedient.reply(prompt(
                user("go"),
                assistant("One two th"),
                user("You were interrupted. Begin with <r>One two th</r>, then go on.")));

        assertThat(reply.content().getFirst().path("text").asText()).isEqualTo("<r>One two th</r>ree.");
        assertThat(reply.content().getLast().path("type").asText()).isEqualTo("tool_use");
    }

    private static List<ObjectNode> blocks(String... messages) throws Exception {
        return ResumingBrain.over(BRAIN).reply(prompt(messages)).content();
    }

    private static List<String> types(String... messages) throws Exception {
        return blocks(messages).stream().map(b -> b.path("type").asText()).toList();
    }

    private static Prompt prompt(String... messages) throws Exception {
        String request = "{\"messages\":[" + String.join(",", messages) + "]}";
        return new Prompt((ObjectNode) new ObjectMapper().readTree(request), 1);
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String assistant(String text) {
        return "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }
}
