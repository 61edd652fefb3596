package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.util.Arrays;

/** Finds the place after some bytes, wherever that is. */
final class ByteCount implements PlaceFinder {

    private long left;

    ByteCount(long count) {
        this.left = count;
    }

    @Override
    public Sighting look(StreamStep step) {
        byte[] bytes = Steps.encode(step);
        if (left == 0) {
            return Sighting.BEFORE;
        }
        if (bytes.length < left) {
            left -= bytes.length;
            return Sighting.NOT_HERE;
        }
        return bytes.length == left ? Sighting.AFTER : split(bytes, (int) left);
    }

    private static Sighting split(byte[] bytes, int at) {
        return new Sighting.Within(
                new StreamStep.Bytes(Arrays.copyOf(bytes, at)),
                new StreamStep.Bytes(Arrays.copyOfRange(bytes, at, bytes.length)));
    }
}
