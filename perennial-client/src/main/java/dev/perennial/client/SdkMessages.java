package dev.perennial.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.perennial.client.MessageStreamException.Context;
import org.jspecify.annotations.Nullable;

/** Whole messages as the SDK's types. */
final class SdkMessages {

    private SdkMessages() {}

    /**
     * Converts what was folded of a message that is whole.
     *
     * @throws MessageUnreadableException if it does not fit the type
     */
    static <T> T convert(MessageFold whole, @Nullable String requestId, Class<T> type) {
        try {
            return SdkJson.value(whole.soFar(), type);
        } catch (JsonProcessingException e) {
            throw new MessageUnreadableException(type, new Context(PartialMessage.of(whole), requestId), e);
        }
    }
}
