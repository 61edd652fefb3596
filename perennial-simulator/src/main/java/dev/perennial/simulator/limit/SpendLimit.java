package dev.perennial.simulator.limit;

import java.util.Optional;

/** Whether all requests are refused because money is spent; to ask again is futile (platform.claude.com, "Rate limits"). */
public enum SpendLimit {
    /** There is money left. */
    NONE(""),
    /** The limit that the organization is held to is reached. */
    ENFORCED("enforced_spend_limit_reached"),
    /** The limit of the contract is reached. */
    CONTRACT("contract_spend_limit_reached");

    private final String code;

    SpendLimit(String code) {
        this.code = code;
    }

    /** The {@code error_code} of the refusal; empty for {@link #NONE}. */
    public Optional<String> code() {
        return Optional.of(code).filter(c -> !c.isEmpty());
    }
}
