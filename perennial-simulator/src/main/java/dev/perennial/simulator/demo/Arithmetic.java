package dev.perennial.simulator.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Works out a sum in digits or words: "17*23", "15% of 80", "2 to the power of 10". */
final class Arithmetic {

    private static final MathContext PRECISION = new MathContext(40, RoundingMode.HALF_EVEN);
    private static final Pattern AROUND = Pattern.compile(
            "(?i)^(?:(?:please|can you|could you|tell me|calculate|compute|evaluate|solve|work out|what(?:'s| is| are| do you get for)?|how much is|how much are|was ist|wie viel ist|combien font|cuánto es|the|result of|sum of|value of)\\s+)*|\\s*(?:=\\s*\\??|equal(?:s|\\s+to)?|please|\\?|!|\\.)*\\s*$");
    private static final Pattern EXPRESSION = Pattern.compile("[-+(]*\\s*(?:√\\s*)?[(\\d.][\\d\\s.+*/^()%√-]*");
    private static final Pattern OPERATOR = Pattern.compile("\\d\\s*[)%]*\\s*[-+*/^%]|√");
    private static final int LONGEST = 500;

    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text;
    }

    static Optional<Intent> parse(String sentence) {
        String bare = AROUND.matcher(AROUND.matcher(sentence.strip()).replaceAll(""))
                .replaceAll("")
                .strip();
        String expression = symbols(bare);
        boolean sum = EXPRESSION.matcher(expression).matches()
                && OPERATOR.matcher(expression).find()
                && expression.length() <= LONGEST;
        if (!sum || bare.matches("\\d{4}-\\d{2}-\\d{2}|\\d+(?:\\.\\d+){2,}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Intent.Arithmetic(bare, new Arithmetic(expression.replaceAll("\\s", "")).whole()));
        } catch (ArithmeticException | NumberFormatException wrong) {
            return Optional.of(new Intent.Arithmetic(bare, ""));
        }
    }

    private static String symbols(String words) {
        return words.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "")
                .replaceAll("(?i)\\bdivided by\\b|\\bover\\b|÷", "/")
                .replaceAll("(?i)\\b(?:multiplied by|times|mal)\\b|[×·]|(?<=\\d)\\s*x\\s*(?=\\d)", "*")
                .replaceAll("(?i)\\b(?:plus|and)\\b", "+")
                .replaceAll("(?i)\\bminus\\b|[−–]", "-")
                .replaceAll("(?i)\\b(?:to the power of|raised to)\\b|\\*\\*", "^")
                .replaceAll("(?i)\\bsquared\\b", "^2")
                .replaceAll("(?i)\\bcubed\\b", "^3")
                .replaceAll("(?i)\\b(?:the )?square root of\\b|\\bsqrt\\b", "√")
                .replaceAll("(?i)\\b(?:modulo|mod)\\b", "%")
                .replaceAll("(?i)(?:\\bpercent|%)\\s+of\\b", "/100*");
    }

    private String whole() {
        BigDecimal value = sum();
        if (at < text.length()) {
            throw new NumberFormatException(text);
        }
        BigDecimal rounded = value.round(new MathContext(30)).stripTrailingZeros();
        boolean endless = rounded.scale() > 10;
        return (endless ? "about " : "")
                + (endless ? rounded.setScale(10, RoundingMode.HALF_EVEN) : value.stripTrailingZeros()).toPlainString();
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (next('+', '-')) {
            value = text.charAt(at++) == '+' ? value.add(product()) : value.subtract(product());
        }
        return value;
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        while (next('*', '/') || next('%', '%')) {
            char operator = text.charAt(at++);
            BigDecimal right = signed();
            value = operator == '*'
                    ? value.multiply(right)
                    : operator == '/' ? value.divide(right, PRECISION) : value.remainder(right);
        }
        return value;
    }

    private BigDecimal signed() {
        if (next('-', '+')) {
            return text.charAt(at++) == '-' ? signed().negate() : signed();
        }
        return power();
    }

    private BigDecimal power() {
        BigDecimal base = atom();
        if (!next('^', '^')) {
            return base;
        }
        at++;
        int exponent = signed().intValueExact();
        if (Math.abs(exponent) > 9999) {
            throw new ArithmeticException("too large");
        }
        return exponent < 0 ? BigDecimal.ONE.divide(base.pow(-exponent), PRECISION) : base.pow(exponent);
    }

    private BigDecimal atom() {
        if (next('√', '√')) {
            at++;
            return atom().sqrt(PRECISION);
        }
        if (next('(', '(')) {
            at++;
            BigDecimal value = sum();
            if (!next(')', ')')) {
                throw new NumberFormatException(text);
            }
            at++;
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return new BigDecimal(text.substring(start, at));
    }

    private boolean next(char one, char other) {
        return at < text.length() && (text.charAt(at) == one || text.charAt(at) == other);
    }
}
