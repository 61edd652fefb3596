package dev.perennial.models;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the name under which the catalogue lists a model, from the many under which platforms offer it. */
final class ModelId {

    private static final List<Pattern> DECORATIONS = List.of(
            Pattern.compile("^simulated-"),
            Pattern.compile("^(?:[a-z]{2,6}\\.)?anthropic\\."),
            Pattern.compile("-v\\d+(?::\\d+)?$"),
            Pattern.compile("[@-]20\\d{6}$"),
            Pattern.compile("(?:@latest|@default|-latest|\\[1m])$"));

    private ModelId() {}

    static String normalise(String id) {
        String plain = id.strip();
        for (Pattern decoration : DECORATIONS) {
            plain = decoration.matcher(plain).replaceFirst("");
        }
        return plain;
    }
}
