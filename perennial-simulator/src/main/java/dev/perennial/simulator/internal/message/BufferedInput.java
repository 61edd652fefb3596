package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The deltas of an input that is held until each key and value is complete: the work for the whole value comes before its
 * first chunk, the other chunks follow at once.
 */
final class BufferedInput {

    private static final JsonFactory JSON = new JsonFactory();

    private final String input;
    private final Tokenizer tokenizer;

    BufferedInput(String input, Tokenizer tokenizer) {
        this.input = input;
        this.tokenizer = tokenizer;
    }

    /** The chunks of all complete values, made one by one. */
    Iterator<Delta> deltas(int tokensPerDelta) {
        List<Integer> ends = ends();
        Stream<Iterator<Delta>> values = Stream.iterate(0, i -> i < ends.size(), i -> i + 1)
                .map(i -> value(i == 0 ? 0 : ends.get(i - 1), ends.get(i), tokensPerDelta));
        return new Chain<>(values.iterator());
    }

    private Iterator<Delta> value(int from, int to, int tokensPerDelta) {
        String piece = input.substring(from, to);
        int tokens = tokenizer.count(input.substring(0, to)) - tokenizer.count(input.substring(0, from));
        Iterator<Delta> chunks = Pieces.of(piece, tokenizer, tokensPerDelta, "input_json_delta", "partial_json");
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public Delta next() {
                Delta delta = new Delta(chunks.next().json(), begun ? 0 : tokens);
                begun = true;
                return delta;
            }
        };
    }

    /** Where each complete value ends, and where the object does if it is complete. */
    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(input)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
                parser.finishToken();
                ends.add((int) parser.currentLocation().getCharOffset());
            }
            ends.add((int) parser.currentLocation().getCharOffset());
        } catch (IOException cut) {
            return ends;
        }
        return ends;
    }
}
