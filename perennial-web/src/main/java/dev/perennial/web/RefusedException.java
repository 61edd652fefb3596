package dev.perennial.web;

import static java.util.Objects.requireNonNull;

/** A request that cannot be done; says why and what to do. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status the HTTP status
     * @param code a word for programs, in snake_case
     * @param detail a sentence for people that names field, value and the way out
     */
    public RefusedException(int status, String code, String detail) {
        super(requireNonNull(detail, "detail"));
        this.status = status;
        this.code = requireNonNull(code, "code");
    }

    static RefusedException invalid(String field, String value, String wayOut) {
        return new RefusedException(400, "invalid_field", "`%s` is `%s`: %s.".formatted(field, value, wayOut));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A word for programs, in snake_case; stable between versions. */
    public String code() {
        return code;
    }
}
