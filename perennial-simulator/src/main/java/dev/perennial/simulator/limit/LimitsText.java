package dev.perennial.simulator.limit;

import java.util.Arrays;

/** Reads limits as they are written on a command line. */
final class LimitsText {

    private static final String FORM = "say off, start, build, scale, or what is limited per minute, such as"
            + " requests=50,input=40000,output=8000.";

    private LimitsText() {}

    static Limits parse(String text) {
        if (text.equals("off")) {
            return Limits.OFF;
        }
        return Limits.tier(text).orElseGet(() -> custom(text));
    }

    private static Limits custom(String text) {
        long requests = Rates.HIGHEST.requests();
        long input = Rates.HIGHEST.inputTokens();
        long output = Rates.HIGHEST.outputTokens();
        for (String part : Arrays.asList(text.split(",", -1))) {
            String name = part.replaceFirst("=.*", "");
            long amount = amount(part, text);
            switch (name) {
                case "requests" -> requests = amount;
                case "input" -> input = amount;
                case "output" -> output = amount;
                default -> throw unusable(text);
            }
        }
        return Limits.of(requests, input, output);
    }

    private static long amount(String part, String text) {
        String digits = part.substring(part.indexOf('=') + 1);
        if (!digits.matches("\\d{1,8}")) {
            throw unusable(text);
        }
        return Long.parseLong(digits);
    }

    private static IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException("`" + text + "` are no limits: " + FORM);
    }
}
