package dev.perennial.benchmarks;

import dev.perennial.simulator.text.PseudoText;
import dev.perennial.stream.seam.Continuation;
import dev.perennial.stream.seam.Continuation.Way;
import dev.perennial.stream.seam.Decision;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Seam;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decisions of one seam: where in a continuation a text goes on, and what is asked to find that out. Not thread-safe. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SeamDecision {

    private static final Marks MARKS = new Marks("7f3a9c01");
    private static final String REST = "ck at ten, as it always did";

    /** How the model goes on. */
    public enum Reply {
        /** As it is asked to. */
        OBEDIENT,
        /** With some words of the quote changed. */
        SLOPPY,
        /** Without the tags, but with the words that were kept back. */
        KNOWN_TEXT
    }

    /** How much of the text is out. */
    @Param("4096")
    public int tail;

    /** How the model goes on. */
    @Param({"OBEDIENT", "SLOPPY", "KNOWN_TEXT"})
    public Reply reply = Reply.OBEDIENT;

    private String written = "";
    private Continuation asked = Continuation.of("a", Way.ASKED, 0, MARKS);
    private String said = "";

    /** Writes the text and the reply. */
    @Setup
    public void prepare() {
        written = PseudoText.of(1).text(tail);
        int again = reply == Reply.KNOWN_TEXT ? 1 : 0;
        asked = Continuation.of(written, Way.ASKED, again, MARKS);
        String quote = asked.anchor().text();
        String form = MARKS.opening() + (reply == Reply.SLOPPY ? quote.replace(" ", "  ") : quote) + MARKS.closing();
        said = again == 1 ? asked.known() + REST : form + REST;
    }

    /** Finds where the text goes on in a reply that is there. */
    @Benchmark
    public Decision decide() {
        return new Seam(asked, false).feed(said);
    }

    /** Finds out what to quote, or what to keep back; how the model answers has no part in it. */
    @Benchmark
    public Continuation ask() {
        return Continuation.of(written, Way.ASKED, reply == Reply.KNOWN_TEXT ? 1 : 0, MARKS);
    }
}
