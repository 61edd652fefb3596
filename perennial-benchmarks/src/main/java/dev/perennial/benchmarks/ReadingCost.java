package dev.perennial.benchmarks;

import dev.perennial.benchmarks.reading.Readings;
import java.io.IOException;

/**
 * Prints what it costs to read an answer: {@code MessageStream} beside the SDK's typed stream with its accumulator and
 * LangChain4j, over a real socket. {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar
 * dev.perennial.benchmarks.ReadingCost}. Takes three minutes.
 *
 * <p>All read in turn in one process, from a server in another one that sends prepared events from memory. The processor time
 * is that of the reading thread; LangChain4j, which reads on threads of its own, has only that of the process. The TypeScript SDK
 * reads in a process of Node, in turn with the others, if {@code -Dperennial.reading.typescript=FOLDER} names a folder in which
 * {@code npm install @anthropic-ai/sdk} was run.
 */
public final class ReadingCost {

    private ReadingCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Readings.print(System.out);
        System.exit(0);
    }
}
