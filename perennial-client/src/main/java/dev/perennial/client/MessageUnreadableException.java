package dev.perennial.client;

/**
 * The message arrived whole, but the SDK's types cannot hold it. All of it is in {@link #partial()}, as raw JSON;
 * {@link MessageStream#finalRawMessage()} of the same stream returns it, too.
 */
public final class MessageUnreadableException extends MessageStreamException {

    MessageUnreadableException(Class<?> type, Context context, Throwable cause) {
        super(
                "message_unreadable",
                "the SDK cannot read the whole message as " + type.getSimpleName()
                        + ": take it from finalRawMessage(), or use a newer SDK",
                context,
                cause);
    }

    /** False: the message is there, and was paid for. */
    @Override
    public boolean retryable() {
        return false;
    }
}
