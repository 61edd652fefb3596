package dev.perennial.stream.seam;

import java.util.Locale;

/** Why a continuation is known to go on at its place. */
public enum Proof {
    /** The model was given the text as the beginning of its own turn. */
    PREFILL,
    /** It repeated the anchor between tags with the nonce. */
    TAGS,
    /** It said what only a continuation from that place could: an end of the text that it had not been shown. */
    KNOWN_TEXT,
    /** It sent the mark with the nonce that says that nothing is missing. */
    END_MARK,
    /** It is not known: what was there and what came both stay. */
    NONE;

    /** A name for programs, in snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
