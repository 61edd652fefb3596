package dev.perennial.simulator.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offline default: stands in for a model where there is no API key.
 *
 * <p>It understands a handful of everyday requests in free wording (counting, listing, showing, searching and summarising
 * files, writing and changing them, running a command, sums, long stories), plans in a {@code thinking} block, calls the
 * tools that the request offers, reads their real results and answers truthfully; to everything else it says what it is
 * and what it can do. It keeps nothing between requests: all follows from the conversation in the prompt. Safe for use by
 * several threads.
 */
public final class DemoBrain implements Brain {

    private static final String PREFIX = "simulated-";
    private static final int MOST_ROUNDS = 40;

    /** Creates a brain; all of them are alike. */
    public DemoBrain() {}

    @Override
    public String reportedModel(String requested) {
        requireNonNull(requested, "requested");
        return requested.startsWith(PREFIX) ? requested : PREFIX + requested;
    }

    @Override
    public Reply reply(Prompt prompt) {
        Transcript transcript = Transcript.of(prompt.messages());
        String choice = prompt.request().path("tool_choice").path("type").asText("auto");
        Toolbox tools = new Toolbox(choice.equals("none") ? List.of() : prompt.tools());
        Step step = next(transcript, Workplace.of(prompt, tools));
        boolean forced = (choice.equals("any") || choice.equals("tool"))
                && transcript.rounds().isEmpty();
        return forced ? forced(prompt, transcript, step, tools) : reply(prompt, transcript, step);
    }

    /** Walks the plan up to the first calls that have no outcome yet. */
    private static Step next(Transcript transcript, Workplace workplace) {
        if (Continuation.wanted(transcript)) {
            return Continuation.of(transcript, workplace);
        }
        if (transcript.rounds().size() >= MOST_ROUNDS) {
            return new Step.Say(Answers.tooManyRounds());
        }
        Task task = IntentParser.parse(transcript.request(), transcript.earlier(), transcript.lastAnswer());
        Step step = new Planner(workplace, transcript.request()).plan(task);
        for (Round round : transcript.rounds()) {
            if (step instanceof Step.Ask ask && ask.calls().equals(round.calls())) {
                step = ask.then().apply(round.outcomes());
            }
        }
        return step;
    }

    private static Reply reply(Prompt prompt, Transcript transcript, Step step) {
        return switch (step) {
            case Step.Ask ask -> calls(prompt, ask);
            case Step.Say say -> said(prompt, transcript, rest(shaped(prompt, say.text()), transcript.prefill()));
        };
    }

    /** Of all answers without tools only sums are thought about, and only where thinking is asked for. */
    private static Reply said(Prompt prompt, Transcript transcript, String text) {
        String thinking = prompt.request().path("thinking").path("type").asText();
        boolean thinks = thinking.equals("adaptive") || thinking.equals("enabled");
        boolean sum = transcript.prefill().isEmpty()
                && Arithmetic.parse(transcript.request()).isPresent();
        return thinks && sum
                ? Reply.of(Reply.thinkingBlock("A sum: I work it out, products before sums."), Reply.textBlock(text))
                : Reply.text(text);
    }

    private static Reply calls(Prompt prompt, Step.Ask ask) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (thinks(prompt)) {
            blocks.add(Reply.thinkingBlock(ask.thought()));
        }
        ask.calls().forEach(call -> blocks.add(Reply.toolUseBlock(call.tool(), call.input())));
        return Reply.of(blocks.toArray(ObjectNode[]::new));
    }

    private static boolean thinks(Prompt prompt) {
        return !prompt.request().path("thinking").path("type").asText().equals("disabled");
    }

    /** Where a schema is set, the answer is a value of that schema. */
    private static String shaped(Prompt prompt, String answer) {
        JsonNode format = prompt.request().path("output_config").path("format");
        JsonNode schema =
                format.isMissingNode() ? prompt.request().path("output_format").path("schema") : format.path("schema");
        return schema.isObject() ? SchemaValues.value(schema, answer).toString() : answer;
    }

    /** A reply goes on after the text that the request put into the model's mouth. */
    private static String rest(String text, String prefill) {
        return !prefill.isEmpty() && text.startsWith(prefill) ? text.substring(prefill.length()) : text;
    }

    /** The caller wants a call whatever the request says. */
    private static Reply forced(Prompt prompt, Transcript transcript, Step step, Toolbox tools) {
        String name = prompt.request().path("tool_choice").path("name").asText();
        if (step instanceof Step.Ask ask
                && (name.isEmpty() || ask.calls().getFirst().tool().equals(name))) {
            return calls(prompt, ask);
        }
        Optional<JsonNode> tool = name.isEmpty()
                ? CustomPlan.match(tools, transcript.request()).or(tools::any)
                : prompt.tools().stream()
                        .filter(t -> t.path("name").asText().equals(name))
                        .findFirst();
        return tool.map(found -> Reply.of(
                        Reply.toolUseBlock(found.path("name").asText(), tools.input(found, transcript.request()))))
                .orElseGet(() -> reply(prompt, transcript, step));
    }
}
