package dev.perennial.models;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the name under which the catalogue lists a model, from the many under which platforms offer it. */
final class ModelId {

    private static final List<Pattern> DECORATIONS = List.of(
            Pattern.compile("^simulated-"),
            // An ARN of Bedrock's (docs.aws.amazon.com, "Inference profiles"): what comes behind its kind is an id, or
            // a name of
            // the account's own, behind which any model may be.
            Pattern.compile("^arn:[^/]*:(?:foundation-model|inference-profile)/"),
            Pattern.compile("^(?:[a-z]{2,6}(?:-[a-z]{2,4})?\\.)?anthropic\\."),
            Pattern.compile("(?:@latest|@default|-latest|\\[1m])$"),
            Pattern.compile("-v\\d+(?::\\w+)*$"),
            Pattern.compile("[@-]20\\d{6}$"));

    private ModelId() {}

    static String normalise(String id) {
        String plain = id.strip();
        for (Pattern decoration : DECORATIONS) {
            plain = decoration.matcher(plain).replaceFirst("");
        }
        return plain;
    }
}
