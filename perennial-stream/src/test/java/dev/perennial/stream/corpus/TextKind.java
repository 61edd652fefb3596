package dev.perennial.stream.corpus;

import java.util.List;

/** What a text of the corpus is made of. */
public enum TextKind {
    ENGLISH(EuropeanProse.ENGLISH::write),
    GERMAN(EuropeanProse.GERMAN::write),
    FRENCH(EuropeanProse.FRENCH::write),
    RUSSIAN(EuropeanProse.RUSSIAN::write),
    CHINESE(AsianProse.CHINESE::write),
    JAPANESE(AsianProse.JAPANESE::write),
    KOREAN(AsianProse.KOREAN::write),
    ARABIC(AsianProse.ARABIC::write),
    HEBREW(AsianProse.HEBREW::write),
    HINDI(AsianProse.HINDI::write),
    THAI(AsianProse.THAI::write),
    JAVA(Code::java),
    PYTHON(Code::python),
    SHELL(Code::shell),
    SQL(Code::sql),
    JAVA_SCRIPT(Code::script),
    CLOSING_BRACES(Code::closingBraces),
    IDENTICAL_LINES(Code::identicalLines),
    CODE_FENCES(Code::fenced),
    TABLE(Markup::table),
    ALIKE_ROWS(Markup::alikeRows),
    NESTED_LIST(Markup::nestedList),
    NUMBERED_LIST(Markup::numberedList),
    HEADINGS(Markup::headings),
    HTML(Markup::html),
    /** Tags that look like those of a request to go on. */
    OWN_TAGS(Markup::ownTags),
    LATEX(Markup::latex),
    JSON(Records::json),
    COMPACT_JSON(Records::compactJson),
    CSV(Records::csv),
    LOG(Records::log),
    URLS(Records::urls),
    QUOTES(Records::quotes),
    DIGITS(Records::digits),
    NUMBERS(Records::numbers),
    HEX_DUMP(Records::hexDump),
    COUNTING(Records::counting),
    REPEATED_WORDS(Repetition::words),
    REPEATED_SENTENCES(Repetition::sentences),
    REPEATED_PARAGRAPHS(Repetition::paragraphs),
    REPEATED_LINES(Repetition::lines),
    SONG(Repetition::song),
    GROWING_SONG(Repetition::growingSong),
    PERIOD(Repetition::period),
    NEAR_PERIOD(Repetition::nearPeriod),
    RULES(Repetition::rules),
    EMOJI(Characters::emoji),
    DECOMPOSED(Characters::decomposed),
    STACKED_MARKS(Characters::stackedMarks),
    BLANKS(Characters::blanks),
    WINDOWS_LINES(Characters::windowsLines),
    TABS(Characters::tabs),
    /** True text that sounds like what a model says about its text. */
    CHAT(Chat::write),
    NO_BREAK_SPACES(Characters::noBreakSpaces),
    TINY(Characters::tiny),
    /** One of {@link SmallStrings}. */
    SMALL(SmallStrings::any);

    static final List<TextKind> ALL = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // all are methods without a receiver or of a record of lists
    private final Content content;

    TextKind(Content content) {
        this.content = content;
    }

    void write(Pen pen) {
        content.write(pen);
    }
}
