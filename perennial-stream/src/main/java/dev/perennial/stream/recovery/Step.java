package dev.perennial.stream.recovery;

/** What is done after an attempt broke. */
public enum Step {
    /** The same body is sent again; what the consumer has already is not delivered twice. */
    SEND_AGAIN,
    /** The finished blocks are shown to the model, and it is asked for what comes next. */
    ASK_FOR_MORE,
    /** The finished blocks are sent back as the server's own paused turn. */
    SEND_BACK,
    /** The open text is gone on with in its middle. */
    CONTINUE_TEXT,
    /** All that was delivered is whole: the message is closed with {@code tool_use}. */
    CLOSE_AS_TOOL_USE,
    /** As much was delivered as the request allows: the message is closed with {@code max_tokens}. */
    CLOSE_AS_MAX_TOKENS,
    /** The message is closed with the caller's stop sequence, which lies across a break. */
    CLOSE_AT_STOP_SEQUENCE,
    /** The stop reason is here: the message is closed with it. */
    CLOSE,
    /** The message ends as it is, with an outcome that says so. */
    GIVE_UP,
    /** The same, because the next attempt would cost more tokens than the caller allows. */
    SPEND_NO_MORE
}
