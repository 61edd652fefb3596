package dev.perennial.client;

import com.anthropic.errors.AnthropicException;

/**
 * A request was not sent because its provider is known not to serve it; the message names what, and the way out. Sending it
 * again is no use.
 */
public final class UnsupportedByProviderException extends AnthropicException {

    private static final long serialVersionUID = 1;

    private final Provider provider;

    UnsupportedByProviderException(Provider provider, String message) {
        super(message);
        this.provider = provider;
    }

    /** Who does not serve it. */
    public Provider provider() {
        return provider;
    }

    /** A name for programs; stable between versions. */
    public String code() {
        return "unsupported_by_provider";
    }

    /** Whether sending it again can help: never. */
    public boolean retryable() {
        return false;
    }
}
