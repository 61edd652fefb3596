package dev.perennial.governor.budget;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** What may be spent at most. */
public sealed interface Budget {

    /** Whose spending it limits. */
    Scope scope();

    /** How much may be spent. */
    BigDecimal amount();

    /** How much of it a spending is. */
    BigDecimal of(Spending spending);

    /** An amount for people, such as {@code $1.50}. */
    String words(BigDecimal spent);

    /**
     * Tokens: the prompt, however it is billed, and the output.
     *
     * @param scope whose
     * @param tokens 1 or more
     */
    record Tokens(Scope scope, long tokens) implements Budget {

        public Tokens {
            requireNonNull(scope, "scope");
            if (tokens < 1) {
                throw new IllegalArgumentException("tokens is " + tokens + " but a budget is 1 or more");
            }
        }

        @Override
        public BigDecimal amount() {
            return BigDecimal.valueOf(tokens);
        }

        @Override
        public BigDecimal of(Spending spending) {
            return BigDecimal.valueOf(spending.tokens());
        }

        @Override
        public String words(BigDecimal spent) {
            return spent.toPlainString() + " tokens";
        }
    }

    /**
     * Money, at list prices.
     *
     * @param scope whose
     * @param dollars US dollars, more than 0
     */
    record Money(Scope scope, BigDecimal dollars) implements Budget {

        public Money {
            requireNonNull(scope, "scope");
            if (dollars.signum() <= 0) {
                throw new IllegalArgumentException("dollars is " + dollars + " but a budget is more than 0");
            }
        }

        @Override
        public BigDecimal amount() {
            return dollars;
        }

        @Override
        public BigDecimal of(Spending spending) {
            return spending.dollars();
        }

        @Override
        public String words(BigDecimal spent) {
            return "$" + spent.stripTrailingZeros().toPlainString();
        }
    }
}
