package dev.perennial.app.export;

/** Text as HTML. */
final class Html {

    private Html() {}

    /** The text itself, in an element or in an attribute between quotation marks. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        String plain = Plain.of(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
