package dev.perennial.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads faults. */
final class FaultParser {

    private static final Pattern FORM =
            Pattern.compile("(?<name>[^=@~]*)(=(?<value>[^=@~]*))?(@(?<place>[^=@~]*))?(~(?<attempts>[^=@~]*))?");

    private FaultParser() {}

    static List<Fault> parseAll(String text) {
        return Arrays.stream(text.split("\\+", -1)).map(FaultParser::parse).toList();
    }

    static Fault parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new FaultSyntaxException(
                    "Fault `" + text + "`: the form is NAME[=VALUE][@PLACE][~ATTEMPTS], in this order.");
        }
        FaultKind kind = kind(parts.group("name"));
        Fault plain = kind.fault();
        String value = parts.group("value");
        String place = parts.group("place");
        String attempts = parts.group("attempts");
        return new Fault(
                kind,
                value == null ? plain.value() : plain.value().with(kind.name(), value),
                place == null ? plain.place() : place(kind, place),
                attempts == null ? plain.attempts() : Attempts.parse(attempts));
    }

    private static FaultKind kind(String name) {
        if (name.isEmpty()) {
            throw new FaultSyntaxException(
                    "A fault has no name; say for example reset@text:120, or join several by +.");
        }
        return FaultCatalogue.find(name)
                .orElseThrow(() -> new FaultSyntaxException("There is no fault `" + name + "`; did you mean "
                        + Nearest.to(name, FaultCatalogue.names()) + "?"));
    }

    private static Place place(FaultKind kind, String text) {
        if (!kind.hasPlace()) {
            throw new FaultSyntaxException(
                    "`" + kind.name() + "` concerns the whole response; leave out `@" + text + "`.");
        }
        return Place.parse(text);
    }
}
