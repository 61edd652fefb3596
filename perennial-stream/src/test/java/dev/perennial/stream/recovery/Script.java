package dev.perennial.stream.recovery;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Reads any bytes as what a server does, answer after answer, so that a fuzzer's input can be read by people too.
 *
 * <p>Bytes are the body of the answer as they stand there. A tilde and a letter stand for something else: a whole frame
 * ({@code ~M}: {@code message_start}), the end of an answer ({@code ~r}: a reset), time ({@code ~w} and a byte: so many
 * seconds), or what the consumer does. Two tildes are a tilde.
 */
final class Script {

    private static final byte ESCAPE = '~';
    private static final int[] STATUSES = {200, 400, 401, 408, 413, 429, 500, 529};
    private static final int MOST_ANSWERS = 30;

    private final byte[] script;
    private final List<Answer> answers = new ArrayList<>();
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    private final BiConsumer<Duration, Input> consumer;

    private Answer answer = Answer.stream();
    private Wire wire = new Wire();
    private Duration time = Duration.ZERO;
    private int at;

    private Script(byte[] script, int from, BiConsumer<Duration, Input> consumer) {
        this.script = script;
        this.at = from;
        this.consumer = consumer;
    }

    /** The answers that stand there, then a server that is gone; what the consumer does is told when and what. */
    static List<Answer> read(byte[] script, int from, BiConsumer<Duration, Input> consumer) {
        Script reading = new Script(script, from, consumer);
        while (reading.at < script.length && reading.answers.size() < MOST_ANSWERS) {
            reading.step();
        }
        reading.flush();
        reading.answers.add(reading.answer);
        reading.answers.add(Answer.unreachable());
        return reading.answers;
    }

    private int next() {
        return at < script.length ? script[at++] & 0xFF : 0;
    }

    private void step() {
        int b = next();
        if (b != ESCAPE) {
            packet.write(b);
            return;
        }
        int order = next();
        if (order == ESCAPE) {
            packet.write(ESCAPE);
        } else if (Character.isUpperCase(order)) {
            write(frame((char) order));
        } else {
            write(part((char) order));
            happen((char) order);
        }
    }

    private void write(Wire frame) {
        packet.writeBytes(frame.bytes());
        frame.clear();
    }

    private Wire frame(char order) {
        return switch (order) {
            case 'M' -> wire.start("msg_1", 25);
            case 'T' -> wire.openText();
            case 'B' -> wire.openThinking();
            case 'C' -> wire.openCall("toolu_1");
            case 'D' -> wire.serverCall("srvtoolu_1");
            case 'E' -> wire.serverResult("srvtoolu_1");
            case 'F' -> wire.block("{\"type\":\"fallback\"}");
            case 'G' -> wire.block("{\"type\":\"redacted_thinking\",\"data\":\"xyz\"}");
            case 'H' -> wire.block("{\"type\":\"compaction\",\"content\":null}");
            case 'U' -> wire.block("{\"type\":\"hologram\"}");
            case 'P' -> wire.ping();
            case 'K' -> wire.comment("hello");
            case 'W' -> wire.frame("weather", "{\"type\":\"weather\"}");
            case 'X' -> wire.stopReason("tool_use", 7);
            case 'Y' -> wire.stopReason("end_turn", 7);
            case 'V' -> wire.stopReason("max_tokens", 7);
            case 'R' -> wire.stopReason("refusal", 7);
            case 'Q' -> wire.frame("message_stop", "{\"type\":\"message_stop\"}");
            case 'O' -> wire.error("overloaded_error");
            case 'I' -> wire.error("invalid_request_error");
            default -> wire;
        };
    }

    private Wire part(char order) {
        return switch (order) {
            case 'a' -> wire.textDeltas("one ");
            case 'e' -> wire.textDeltas("");
            case 'b' -> wire.delta("{\"type\":\"thinking_delta\",\"thinking\":\"hm \"}");
            case 's' -> wire.delta("{\"type\":\"signature_delta\",\"signature\":\"sig\"}");
            case 'i' -> wire.input("{\"a\":1}");
            case 'j' -> wire.input("{\"a");
            case 'g' -> wire.delta("{\"type\":\"compaction_delta\",\"content\":\"All.\"}");
            case 'u' -> wire.delta("{\"type\":\"hologram_delta\"}");
            case 'z' -> wire.stop();
            default -> wire;
        };
    }

    private void happen(char order) {
        switch (order) {
            case '|' -> flush();
            case 'r' -> end(HowEnded.RESET);
            case 'c' -> end(HowEnded.CLEAN);
            case 'f' -> end(HowEnded.CONNECT_FAILED);
            case 'n' -> answer = Answer.nothing();
            case 'h' -> answer = refused(STATUSES[next() % STATUSES.length]);
            case 'w' -> pause(Duration.ofSeconds(next()));
            case 'd' -> lookAway(Duration.ofSeconds(1 + next()));
            case 'x' -> consumer.accept(time, new Input.Cancel());
            default -> {}
        }
    }

    private Answer refused(int status) {
        return Answer.status(status, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"No.\"}}");
    }

    private void flush() {
        if (packet.size() > 0) {
            answer.then(packet.toByteArray());
            packet.reset();
        }
    }

    private void pause(Duration duration) {
        flush();
        answer.pause(duration);
        time = time.plus(duration);
    }

    /** The consumer reads nothing for so long. */
    private void lookAway(Duration duration) {
        consumer.accept(time, new Input.Demand(false));
        consumer.accept(time.plus(duration), new Input.Demand(true));
    }

    private void end(HowEnded how) {
        flush();
        answers.add(answer.end(how));
        answer = Answer.stream();
        wire = new Wire();
    }
}
