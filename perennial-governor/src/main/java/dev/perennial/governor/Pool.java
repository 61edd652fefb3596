package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that share their limits.
 *
 * @param credential tells credentials apart: a fingerprint, never the key itself, since it is shown
 * @param modelClass models that share limits, such as {@code opus-4}
 * @param lane how they are served
 */
public record Pool(String credential, String modelClass, Lane lane) {

    private static final Pattern MODEL =
            Pattern.compile("(fable|mythos|opus|sonnet|haiku)-(\\d+)(?:-(\\d{1,2}))?(?!\\d)");

    public Pool {
        requireNonNull(credential, "credential");
        requireNonNull(modelClass, "modelClass");
        requireNonNull(lane, "lane");
    }

    /**
     * The pool of a model. All Fable 5 models share their limits, all Mythos models, all of Opus 4 and all of Sonnet 4; any other
     * model has its own (platform.claude.com, "Rate limits", September and October 2026).
     *
     * @param model the id as any platform writes it
     */
    public static Pool of(String credential, String model, Lane lane) {
        return new Pool(credential, modelClass(requireNonNull(model, "model")), lane);
    }

    private static String modelClass(String model) {
        Matcher matcher = MODEL.matcher(model.toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return model.contains("mythos") ? "mythos" : model;
        }
        String line = matcher.group(1);
        String generation = line + "-" + matcher.group(2);
        return switch (line) {
            case "mythos" -> line;
            case "fable" -> generation;
            case "opus", "sonnet" -> generation.endsWith("-4") ? generation : own(matcher, generation);
            default -> own(matcher, generation);
        };
    }

    private static String own(Matcher matcher, String generation) {
        return matcher.group(3) == null ? generation : generation + "-" + matcher.group(3);
    }

    /** The name, such as {@code key-1/opus-4/standard}. */
    public String name() {
        return credential + "/" + modelClass + "/" + lane.name().toLowerCase(Locale.ROOT);
    }
}
