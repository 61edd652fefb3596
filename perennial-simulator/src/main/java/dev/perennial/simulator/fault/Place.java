package dev.perennial.simulator.fault;

import java.time.Duration;
import java.util.OptionalLong;

/** Where on a stream a fault begins. A place that never comes leaves the stream as it is. */
public sealed interface Place {

    /** Before anything is sent. */
    record First() implements Place {

        @Override
        public String toString() {
            return "first";
        }
    }

    /**
     * Before an event.
     *
     * @param number which one, counted from 1, pings included
     */
    record Event(long number) implements Place {

        @Override
        public String toString() {
            return "event:" + number;
        }
    }

    /**
     * After some bytes of the body, wherever that is in a line or a character.
     *
     * @param count how many
     */
    record Offset(long count) implements Place {

        @Override
        public String toString() {
            return "byte:" + count;
        }
    }

    /**
     * As soon as some time has passed since the head.
     *
     * @param after how much
     */
    record Time(Duration after) implements Place {

        @Override
        public String toString() {
            return "time:" + Times.format(after);
        }
    }

    /** After {@code message_start}. */
    record MessageStart() implements Place {

        @Override
        public String toString() {
            return "message_start";
        }
    }

    /**
     * Inside the first block of a kind.
     *
     * @param kind the kind
     * @param characters after how many characters (UTF-16 units, never inside a surrogate pair) of its content; if
     *     empty, after the first delta that has any
     */
    record Inside(BlockKind kind, OptionalLong characters) implements Place {

        @Override
        public String toString() {
            return kind.place() + (characters.isPresent() ? ":" + characters.getAsLong() : "");
        }
    }

    /**
     * After a {@code content_block_stop}.
     *
     * @param number which one, counted from 1
     */
    record BlockStop(long number) implements Place {

        @Override
        public String toString() {
            return number == 1 ? "block_stop" : "block_stop:" + number;
        }
    }

    /** After the first {@code message_delta}. */
    record MessageDelta() implements Place {

        @Override
        public String toString() {
            return "message_delta";
        }
    }

    /** After everything. */
    record End() implements Place {

        @Override
        public String toString() {
            return "end";
        }
    }

    /**
     * Reads the text form, such as {@code text:137} or {@code time:2s}.
     *
     * @throws FaultSyntaxException if the text is no place
     */
    static Place parse(String text) {
        return PlaceParser.parse(text);
    }
}
