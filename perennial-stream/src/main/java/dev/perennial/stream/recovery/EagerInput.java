package dev.perennial.stream.recovery;

/**
 * Which calls of the client's tools are shown while they are written, because the request asks for that (platform.claude.com,
 * "Fine-grained tool streaming").
 */
public enum EagerInput {
    /** None: they wait like others. */
    HELD,
    /** Those of tools with {@code "eager_input_streaming": true}. */
    ASKED_FOR,
    /** Those of all tools but the ones with {@code "eager_input_streaming": false}: the request has a beta that says so. */
    UNLESS_DECLINED
}
