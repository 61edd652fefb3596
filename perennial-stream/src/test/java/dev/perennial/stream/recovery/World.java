package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server whose model never says the same thing twice and whose network breaks anywhere: all of it from one seed. */
final class World implements VirtualDriver.Server {

    private final Choices random;
    private final boolean thinks;
    private final int faultsInTen;
    private final int obedience;
    private final Optional<UnaryOperator<Answer>> firstFault;
    private final Memory memory = new Memory();

    private World(Choices choices, Optional<UnaryOperator<Answer>> firstFault) {
        this.random = choices;
        this.thinks = random.nextInt(3) > 0;
        this.faultsInTen = firstFault.isPresent() ? 0 : random.nextInt(10);
        this.obedience = random.nextInt(11);
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
        return Author.fresh(1, world.thinks, Circumstances.of(seed).isStructured(), world.random)
                .frames(world.random, "");
    }

    Memory memory() {
        return memory;
    }

    @Override
    public Answer answer(int attempt, Call call) {
        if (attempt == 1 && firstFault.isPresent()) {
            Truth truth = truth(1, call);
            memory.meant(truth);
            truth.frames(random, "");
            return firstFault.get().apply(Answer.stream());
        }
        boolean faulty = random.nextInt(10) < faultsInTen;
        if (faulty && random.nextInt(5) == 0) {
            return refusal();
        }
        Truth truth = truth(attempt, call);
        memory.meant(truth);
        List<String> frames = truth.frames(
                random,
                call.shape() == Call.Shape.ORIGINAL ? "" : Shown.of(call).mark());
        return faulty ? faulty(frames) : healthy(frames);
    }

    private Truth truth(int attempt, Call call) {
        if (attempt > 1 && isEager(call) && !memory.lastCalls().isEmpty() && random.nextInt(4) > 0) {
            return Author.again(attempt, thinks, memory.lastCalls(), random);
        }
        if (call.shape() == Call.Shape.ORIGINAL) {
            return Author.fresh(attempt, thinks, isStructured(call), random);
        }
        Shown shown = Shown.of(call);
        return switch (call.shape()) {
            case CONTINUING -> resumed(attempt, shown);
            case PREFILL -> shown.endsWithText() ? afterPrefill(attempt, shown) : more(attempt, shown);
            case ORIGINAL, PAUSED_TURN, ASKING -> more(attempt, shown);
        };
    }

    private static boolean isStructured(Call call) {
        return new String(call.body(), UTF_8).contains("json_schema");
    }

    /** Whether it is a request after which calls that were cut may be made again to the letter. */
    private static boolean isEager(Call call) {
        boolean again = switch (call.shape()) {
            case ORIGINAL, PAUSED_TURN -> true;
            case ASKING -> Shown.of(call).request().contains("Make the call again");
            case PREFILL, CONTINUING -> false;
        };
        return again && new String(call.body(), UTF_8).contains("\"eager_input_streaming\":true");
    }

    private Truth more(int attempt, Shown shown) {
        boolean callWanted = shown.request().contains("Make the call again");
        return Author.more(attempt, thinks, callWanted, shown.asks(), random);
    }

    /** A model that is shown a whole text cannot know whether it was the end of a block. */
    private Truth afterPrefill(int attempt, Shown shown) {
        Resumed.Place place = memory.place(shown.text());
        if (place.onTruth() && !place.rest().isBlank()) {
            return resumed(attempt, shown);
        }
        Truth truth = more(attempt, shown);
        memory.resumed(attempt, Resumed.anew(shown.text(), truth));
        return truth;
    }

    private Truth resumed(int attempt, Shown shown) {
        Resumed resumed = Resumed.of(memory.place(shown.text()), shown.request(), shown.mark(), obedience, random);
        memory.resumed(attempt, resumed);
        return Author.resumed(attempt, thinks, resumed, memory.partsAfter(shown.text()), random);
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
            answer.pause(Duration.ofMillis(random.nextInt(20_000)));
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
