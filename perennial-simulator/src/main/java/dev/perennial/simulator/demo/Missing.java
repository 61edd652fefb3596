package dev.perennial.simulator.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a place does not exist, and what is there by a similar name. */
final class Missing {

    private Missing() {}

    static String of(Place place, List<String> similar) {
        String what = Tokens.looksLikeFile(place.path()) ? "file" : "file or folder";
        String names = similar.stream()
                .filter(name -> !name.isBlank())
                .map(name -> "`" + name.replaceFirst("^\\./", "") + "`")
                .collect(Collectors.joining(", "));
        return "There is no " + what + " `" + place.path() + "`."
                + (names.isEmpty() ? "" : " Did you mean " + names + "?");
    }
}
