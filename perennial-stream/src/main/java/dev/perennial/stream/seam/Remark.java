package dev.perennial.stream.seam;

import java.util.regex.Pattern;

/**
 * Recognises a short reply that is about the answer instead of a part of it. It decides only whether a reply without any proof
 * is shown behind the answer or ends it as cut, so a language that is not known here does no harm.
 */
final class Remark {

    private static final Pattern ABOUT_THE_ANSWER = Pattern.compile(
            "already (?:complete|finished|answered|done|said)|(?:was|is|were) (?:already )?(?:complete|finished)\\b"
                    + "|nothing (?:more|else|further|to add|is missing|was missing)|(?:can(?:'|’)?t|cannot|unable to|won(?:'|’)t) (?:continue|help|assist|comply)"
                    + "|i(?:'|’)?m sorry|i am sorry|i apologi[sz]e|bereits (?:vollständig|beantwortet|fertig)|tut mir leid"
                    + "|déjà (?:complète?|répondu|terminée?)|je suis désolée?|lo siento|ya (?:está|estaba) completa"
                    + "|已经(?:完整|完成|回答)|抱歉|申し訳|すでに(?:完了|回答)|이미 (?:완료|답변)|죄송",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Remark() {}

    /** Whether all of its lines are: an answer may hold one that reads like it. */
    static boolean isAbout(String written, String reply) {
        return mayBe(written, reply)
                && !reply.isBlank()
                && reply.lines()
                        .filter(line -> !line.isBlank())
                        .allMatch(line -> ABOUT_THE_ANSWER.matcher(line).find());
    }

    /** Whether it begins as a sentence of its own would, and not as the rest of a word or a sentence. */
    static boolean mayBe(String written, String reply) {
        boolean midWord = Character.isLetterOrDigit(last(written)) && !reply.isEmpty();
        return !midWord || !Character.isLowerCase(reply.codePointAt(0));
    }

    private static int last(String text) {
        return text.isEmpty() ? ' ' : text.codePointBefore(text.length());
    }
}
