package dev.perennial.agent;

import static dev.perennial.agent.Events.call;
import static dev.perennial.agent.Events.history;
import static dev.perennial.agent.Events.stop;
import static dev.perennial.agent.Events.text;
import static dev.perennial.agent.Events.thinking;
import static dev.perennial.agent.Events.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images of tool results are left out of requests, and what the conversation is then. */
final class ImagesKeptTest {

    private static final String IN_PLACE = "[An image]";

    @ParameterizedTest
    @CsvSource({
        "3, 23, 1, 100, 0",
        "3, 24, 1, 100, 21",
        "3, 500, 1, 600, 497",
        "0, 0, 1, 100, 0",
        "0, 1, 1, 100, 1",
        "70, 90, 1, 100, 0",
        "70, 91, 1, 100, 21",
        "90, 100, 1, 100, 0",
        "90, 101, 1, 100, 21",
        "2147483647, 100, 1, 100, 0",
        "2147483647, 101, 1, 100, 21",
        "2147483647, 101, 1, 600, 0",
        "5, 8, 3000000, 600, 0",
        "5, 8, 3000001, 600, 3",
        "8, 8, 9000000, 600, 7",
        "8, 8, 3100000, 600, 5",
        "2147483647, 8, 3000000, 600, 0",
        "2147483647, 9, 3000000, 600, 5",
        "2147483647, 2, 13000000, 600, 1",
        "2147483647, 1, 25000000, 600, 0",
    })
    void tooMany_byWhatIsKeptAndShown(int newest, int shown, int charactersEach, int most, int leftOut) {
        ShownImages images = new ShownImages(Collections.nCopies(shown, charactersEach));

        assertThat(new ImagesKept(newest).tooMany(images, most)).isEqualTo(leftOut);
    }

    @Test
    void newest_negative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImagesKept(-1))
                .withMessageContaining("newest")
                .withMessageContaining("-1");
    }

    private static SessionEvent image(String id, String data) {
        return new SessionEvent.ToolFinished(id, "view", ToolResult.image("Image " + data, "image/png", data));
    }

    /** Two looks at images in one turn, a third in the next; thinking before each. */
    private static History looked() {
        return history(
                user("hi"),
                thinking("first"),
                call("a"),
                call("b"),
                stop("tool_use"),
                image("a", "AAAA"),
                image("b", "BBBB"),
                thinking("second"),
                call("c"),
                stop("tool_use"),
                image("c", "CCCC"));
    }

    private static List<String> lastParts(JsonNode message) {
        return message.path("content").findValues("content").stream()
                .map(parts -> parts.path(1))
                .map(part -> part.path("text")
                        .asText(part.path("source").path("data").asText()))
                .toList();
    }

    @Test
    void images_ofResults_areCounted() {
        assertThat(looked().images()).isEqualTo(new ShownImages(List.of(4, 4, 4)));
        assertThat(looked().with(new SessionEvent.AnswerRetracted()).images()).isEqualTo(ShownImages.NONE);
    }

    @Test
    void messages_oldestImagesLeftOut_haveTextInTheirPlace() {
        History before = looked();

        History history = before.with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, false));

        assertThat(lastParts(history.messages().get(2))).containsExactly(IN_PLACE, "BBBB");
        assertThat(lastParts(history.messages().get(4))).containsExactly("CCCC");
        assertThat(history.images()).isEqualTo(new ShownImages(List.of(4, 4)));
        assertThat(history.messages().get(3)).isSameAs(before.messages().get(3));
        assertThat(lastParts(before.messages().get(2))).containsExactly("AAAA", "BBBB");
    }

    @Test
    void messages_leftOutAgain_theNextOldestIs() {
        History history = looked().with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, false))
                .with(new SessionEvent.ImagesLeftOut(1, "[Another]", false));

        assertThat(lastParts(history.messages().get(2))).containsExactly(IN_PLACE, "[Another]");
        assertThat(history.images().count()).isEqualTo(1);
    }

    @Test
    void messages_thinkingIsBound_isLeftOutBehindTheFirstChange() {
        History history = looked().with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, true));

        assertThat(history.messages().get(1).toString()).contains("\"first\"");
        assertThat(history.messages().get(3).toString())
                .doesNotContain("\"second\"")
                .contains("tool_use");
    }

    @Test
    void messages_lastImageLeftOut_allThinkingStays() {
        History history = history(user("hi"), thinking("first"), call("a"), stop("tool_use"), image("a", "AAAA"))
                .with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, true));

        assertThat(history.messages().get(1).toString()).contains("\"first\"");
        assertThat(lastParts(history.messages().get(2))).containsExactly(IN_PLACE);
    }

    @Test
    void messages_turnOfThinkingOnly_keepsSomeContent() {
        History history = history(
                        user("hi"),
                        call("a"),
                        stop("tool_use"),
                        image("a", "AAAA"),
                        thinking("alone"),
                        stop("end_turn"),
                        user("and?"),
                        text("Yes."),
                        stop("end_turn"))
                .with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, true));

        assertThat(history.messages().get(3).path("content")).hasSize(1);
        assertThat(history.messages()
                        .get(3)
                        .path("content")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("text");
    }

    @Test
    void hash_olderMessageReplaced_isThatOfTheWhole() {
        History before = looked();
        History after = before.with(new SessionEvent.ImagesLeftOut(1, IN_PLACE, false));
        ConversationHash hash = new ConversationHash();

        assertThat(hash.of(after.messages()))
                .isNotEqualTo(hash.of(before.messages()))
                .isEqualTo(hash.of(after.messages()))
                .isEqualTo(new ConversationHash().of(after.messages()));
    }
}
