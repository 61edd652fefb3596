package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server whose model never says the same thing twice and whose network breaks anywhere: all of it from one seed. */
final class World implements VirtualDriver.Server {

    private final Choices random;
    private final boolean thinks;
    private final int faultsInTen;
    private final Optional<UnaryOperator<Answer>> firstFault;
    private final Map<Integer, Truth> truths = new HashMap<>();

    private World(Choices choices, Optional<UnaryOperator<Answer>> firstFault) {
        this.random = choices;
        this.thinks = random.nextInt(3) > 0;
        this.faultsInTen = firstFault.isPresent() ? 0 : random.nextInt(10);
        this.firstFault = firstFault;
    }

    /** A world in which anything may go wrong at any time. */
    static World of(Choices choices) {
        return new World(choices, Optional.empty());
    }

    /** A world in which the first answer goes wrong in one way, and all is well after it. */
    static World withFirstAnswer(long seed, UnaryOperator<Answer> fault) {
        return new World(Choices.of(seed), Optional.of(fault));
    }

    /** The first answer of the world of a seed, as it would be were all well. */
    static List<String> firstFrames(long seed) {
        World world = withFirstAnswer(seed, a -> a);
        return Truth.fresh(1, world.thinks, world.random).frames(world.random, "");
    }

    Map<Integer, Truth> truths() {
        return truths;
    }

    @Override
    public Answer answer(int attempt, Call call) {
        JsonSpan body = JsonSpan.of(call.body()).orElseThrow(() -> new AssertionError("A body that is no JSON"));
        if (attempt == 1 && firstFault.isPresent()) {
            Truth truth = Truth.fresh(1, thinks, random);
            truths.put(1, truth);
            truth.frames(random, "");
            return firstFault.get().apply(Answer.stream());
        }
        boolean faulty = random.nextInt(10) < faultsInTen;
        if (faulty && random.nextInt(5) == 0) {
            return refusal();
        }
        Truth truth = truth(attempt, call, body);
        truths.put(attempt, truth);
        List<String> frames = truth.frames(random, mark(body));
        return faulty ? faulty(frames) : healthy(frames);
    }

    private Truth truth(int attempt, Call call, JsonSpan body) {
        if (call.shape() == Call.Shape.ORIGINAL) {
            return Truth.fresh(attempt, thinks, random);
        }
        requireQuotable(body, call.shape());
        boolean callWanted = new String(call.body(), UTF_8).contains("Make the call again");
        return Truth.more(attempt, thinks, callWanted, random);
    }

    /** What the API would refuse, and what a model should never be shown. */
    private static void requireQuotable(JsonSpan body, Call.Shape shape) {
        List<JsonSpan> messages = new ArrayList<>();
        body.member("messages").orElseThrow().elements(messages::add);
        boolean asks = shape == Call.Shape.ASKING;
        String last = messages.getLast().text("role");
        JsonSpan assistant = messages.get(messages.size() - (asks ? 2 : 1));
        List<JsonSpan> content = new ArrayList<>();
        assistant.member("content").orElseThrow().elements(content::add);
        boolean whole = !content.isEmpty()
                && content.stream().noneMatch(b -> b.text("type").equals("tool_use"))
                && content.stream()
                        .noneMatch(b -> b.text("type").equals("thinking")
                                && b.text("signature").isEmpty())
                && content.stream()
                        .noneMatch(b ->
                                b.text("type").equals("text") && b.text("text").isBlank())
                && !content.getLast().text("type").endsWith("thinking");
        if (!whole || !last.equals(asks ? "user" : "assistant")) {
            throw new AssertionError("The API would refuse " + new String(body.bytes(), UTF_8));
        }
    }

    private static String mark(JsonSpan body) {
        return body.member("stop_sequences")
                .flatMap(JsonSpan::last)
                .map(JsonSpan::text)
                .orElse("");
    }

    private Answer refusal() {
        return switch (random.nextInt(7)) {
            case 0 -> Answer.unreachable();
            case 1 -> Answer.nothing();
            case 2 -> Answer.status(429, "{}", "retry-after", Integer.toString(1 + random.nextInt(20)));
            case 3 -> Answer.status(503, "<html>Bad gateway</html>", "content-type", "text/html");
            case 4 -> Answer.status(200, "<html>Log in</html>", "content-type", "text/html");
            case 5 -> Answer.status(500, "", "x-should-retry", "true");
            default ->
                Answer.status(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"\"}}");
        };
    }

    private Answer healthy(List<String> frames) {
        Answer answer = Answer.stream();
        frames.forEach(f -> add(answer, f));
        return answer.end(random.nextBoolean() ? HowEnded.CLEAN : HowEnded.RESET);
    }

    private void add(Answer answer, String frame) {
        if (random.nextInt(6) == 0) {
            answer.pause(Duration.ofMillis(random.nextInt(9_000)));
        }
        if (random.nextInt(10) == 0) {
            answer.then(new Wire().ping());
        }
        if (random.nextInt(30) == 0) {
            answer.then(": keep-alive\n\n");
        }
        if (random.nextInt(40) == 0) {
            answer.then("event: weather\ndata: {\"type\":\"weather\",\"sun\":true}\n\n");
        }
        answer.then(frame);
    }

    private Answer faulty(List<String> frames) {
        return switch (random.nextInt(8)) {
            case 0 -> cutAtByte(frames, Optional.of(HowEnded.RESET));
            case 1 -> cutAtByte(frames, Optional.of(HowEnded.CLEAN));
            case 2 -> cutAtByte(frames, Optional.empty());
            case 3 -> stalled(frames);
            case 4 ->
                with(frames, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n");
            case 5 -> with(frames, "event: content_block_delta\ndata: {\"type\":\"content_block_de\n\n");
            case 6 -> without(frames);
            default -> twice(frames);
        };
    }

    private Answer cutAtByte(List<String> frames, Optional<HowEnded> how) {
        byte[] all = String.join("", frames).getBytes(UTF_8);
        byte[] some = java.util.Arrays.copyOf(all, random.nextInt(all.length + 1));
        Answer answer = Answer.stream().then(some);
        how.ifPresent(answer::end);
        return answer;
    }

    private Answer stalled(List<String> frames) {
        Answer answer = Answer.stream();
        frames.subList(0, random.nextInt(frames.size())).forEach(f -> add(answer, f));
        return answer.pings(95, Duration.ofSeconds(10));
    }

    private Answer with(List<String> frames, String extra) {
        Answer answer = Answer.stream();
        frames.subList(0, random.nextInt(frames.size())).forEach(f -> add(answer, f));
        return answer.then(extra);
    }

    /** A frame that the protocol needs is missing. */
    private Answer without(List<String> frames) {
        int lost = random.nextInt(frames.size());
        boolean structural = !frames.get(lost).startsWith("event: content_block_delta");
        List<String> rest = new ArrayList<>(frames);
        if (structural && lost < frames.size() - 1) {
            rest.remove(lost);
        }
        return healthy(rest);
    }

    private Answer twice(List<String> frames) {
        int doubled = random.nextInt(frames.size());
        boolean structural = !frames.get(doubled).startsWith("event: content_block_delta");
        List<String> more = new ArrayList<>(frames);
        if (structural) {
            more.add(doubled, frames.get(doubled));
        }
        return healthy(more);
    }
}
