package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A manner in which a model goes on with an interrupted answer: a second family beside {@link
 * dev.perennial.simulator.manner.Manner}, written from how language models get a form nearly right, and from nothing that is
 * known of the client that asks for it. Without tags in the request the manners of tags say the quote and go on.
 */
@SuppressWarnings("ImmutableEnumChecker") // the ways are pure functions
public enum OtherManner {
    /** Tags in capitals. */
    TAG_RECASED(Gives.REST, TagWays::recased),
    /** Tags with backslashes. */
    TAG_ESCAPED(Gives.REST, TagWays::escaped),
    /** Tags as HTML entities. */
    TAG_AS_ENTITIES(Gives.REST, TagWays::entities),
    TAG_IN_BACKTICKS(Gives.REST, TagWays::inBackticks),
    TAG_BOLD(Gives.REST, TagWays::bold),
    TAG_IN_BRACKETS(Gives.REST, TagWays::inBrackets),
    TAG_OF_OTHER_NONCE(Gives.REST, TagWays::otherNonce),
    TAG_OF_OTHER_NAME(Gives.REST, TagWays::otherName),
    TAG_WITH_ATTRIBUTE(Gives.REST, TagWays::withAttribute),
    /** Tags and quote in a fence of their own. */
    TAGS_IN_FENCE(Gives.REST, TagWays::inFence),
    /** Tags, quote and rest in a fence. */
    ALL_IN_FENCE(Gives.REST, TagWays::allInFence),
    TAGS_TWICE(Gives.REST, TagWays::twice),
    OPENING_TAG_MISSING(Gives.REST, TagWays::openingMissing),
    CLOSING_TAG_MISSING(Gives.REST, TagWays::closingMissing),
    CLOSED_BY_OPENING_TAG(Gives.REST, TagWays::closedByOpening),
    TAGS_EMPTY(Gives.REST, TagWays::empty),
    TAGS_WITH_PLACEHOLDER(Gives.REST, TagWays::placeholder),
    /** The rest in the tags, without the quote. */
    TAGS_AROUND_REST(Gives.REST, TagWays::aroundRest),
    /** The quote and the whole rest in the tags. */
    TAGS_AROUND_ALL(Gives.REST, TagWays::aroundAll),
    /** The quote and some of the rest in the tags. */
    CLOSED_LATE(Gives.REST, TagWays::closedLate),
    WORD_FINISHED_IN_TAGS(Gives.REST, TagWays::wordFinished),
    TAGS_BEHIND_REST(Gives.REST, TagWays::afterRest),
    NEWLINE_BEHIND_TAGS(Gives.REST, TagWays::newlineBehind),
    BLANKS_BEFORE_TAGS(Gives.REST, TagWays::blanksBefore),
    /** The quote begins earlier than asked. */
    QUOTE_LONGER(Gives.REST, QuoteWays::longer),
    QUOTE_LAST_WORDS(Gives.REST, QuoteWays::lastWords),
    QUOTE_LAST_WORD(Gives.REST, QuoteWays::lastWord),
    QUOTE_FIRST_WORDS(Gives.REST, QuoteWays::firstWords),
    /** The quote ends a word early; that word comes behind the tags. */
    QUOTE_WORD_EARLY(Gives.REST, QuoteWays::wordEarly),
    QUOTE_AGAIN_BEHIND_TAGS(Gives.REST, QuoteWays::againBehind),
    WORD_AGAIN_BEHIND_TAGS(Gives.REST, QuoteWays::lastWordBehind),
    QUOTE_TWICE(Gives.REST, QuoteWays::twice),
    QUOTE_WITH_TYPO(Gives.REST, QuoteWays::typo),
    /** Straight quotes curly and the other way round. */
    QUOTE_OTHER_QUOTES(Gives.REST, QuoteWays::otherQuotes),
    QUOTE_OTHER_DASHES(Gives.REST, QuoteWays::otherDashes),
    QUOTE_OTHER_NORMAL_FORM(Gives.REST, QuoteWays::otherNormalForm),
    QUOTE_ESCAPED(Gives.REST, QuoteWays::escaped),
    QUOTE_IN_QUOTES(Gives.REST, QuoteWays::inQuotes),
    QUOTE_STRIPPED(Gives.REST, QuoteWays::stripped),
    /** Quotes an earlier place and goes on from there. */
    QUOTE_OF_EARLIER_PLACE(Gives.REST, QuoteWays::earlierPlace),
    DONE_THOUGH_MISSING(Gives.NOTHING, EndWays::doneThoughMissing),
    DONE_BEHIND_TAGS(Gives.NOTHING, EndWays::doneBehindForm),
    DONE_IN_WORDS(Gives.NOTHING, EndWays::doneInWords),
    DONE_IN_SENTENCE(Gives.NOTHING, EndWays::doneInSentence),
    DONE_BEHIND_REST(Gives.REST, EndWays::doneBehindRest),
    REST_WITHOUT_TAGS_THEN_DONE(Gives.REST, EndWays::restWithoutTagsThenDone),
    DONE_THEN_REST(Gives.REST, EndWays::doneThenRest),
    DONE_THEN_TAGS(Gives.REST, EndWays::doneThenForm),
    REMARK_BEFORE_TAGS(Gives.REST, EndWays::remarkBeforeTags),
    REMARK_BEHIND_TAGS(Gives.REST, EndWays::remarkBehindTags),
    REMARK_AT_END(Gives.REST, EndWays::remarkAtEnd),
    REMARK_WITHOUT_TAGS(Gives.REST, EndWays::remarkWithoutTags),
    TALKS_ABOUT_TAGS(Gives.REST, EndWays::talksAboutTags),
    /** Refuses, in some language. */
    REFUSES(Gives.NOTHING, EndWays::refuses),
    REFUSES_BEHIND_TAGS(Gives.NOTHING, EndWays::refusesBehindTags),
    ANSWERED_ALREADY(Gives.NOTHING, EndWays::answeredAlready),
    ASKS_BACK(Gives.NOTHING, EndWays::asksBack),
    EMPTY(Gives.NOTHING, EndWays::empty),
    /** Only white space. */
    BLANK(Gives.NOTHING, EndWays::blank),
    ONLY_TAGS(Gives.NOTHING, EndWays::onlyForm),
    /** The whole answer from its start. */
    ANSWERS_AGAIN(Gives.REST, RestartWays::answersAgain),
    ANSWERS_AGAIN_BEHIND_TAGS(Gives.REST, RestartWays::answersAgainBehindTags),
    /** The answer from its start in other words. */
    BEGINS_REWORDED(Gives.REST, RestartWays::beginsReworded),
    /** Opens the fence or table again. */
    REOPENS(Gives.REST, RestartWays::reopens),
    REOPENS_BEHIND_TAGS(Gives.REST, RestartWays::reopensBehindTags),
    REOPENS_AND_REPEATS_LINE(Gives.REST, RestartWays::reopensAndRepeatsLine),
    REPEATS_LINE(Gives.REST, RestartWays::repeatsLine),
    REPEATS_LINE_STRIPPED(Gives.REST, RestartWays::repeatsLineStripped),
    REPEATS_WORD(Gives.REST, RestartWays::repeatsWord),
    REPEATS_WORD_IN_CAPITALS(Gives.REST, RestartWays::repeatsWordInCapitals),
    /** The quote without the tags. */
    REPEATS_QUOTE(Gives.REST, RestartWays::repeatsQuote),
    SPACE_ADDED(Gives.REST, RestartWays::spaceAdded),
    SPACE_REMOVED(Gives.VARIATION, RestartWays::spaceRemoved),
    SPACE_REMOVED_BEHIND_TAGS(Gives.VARIATION, RestartWays::spaceRemovedBehindTags),
    CAPITALISED(Gives.VARIATION, RestartWays::capitalised),
    /** Leaves the first part of the rest out. */
    SKIPS_AHEAD(Gives.VARIATION, RestartWays::skipsAhead),
    TRANSLATES(Gives.VARIATION, RestartWays::translates),
    TRANSLATES_BEHIND_TAGS(Gives.VARIATION, RestartWays::translatesBehindTags);

    private final Gives gives;
    private final Way way;

    OtherManner(Gives gives, Way way) {
        this.gives = gives;
        this.way = way;
    }

    /** How much of what is missing its replies contain. */
    public Gives gives() {
        return gives;
    }

    /** The name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Goes on with an interrupted answer; equal arguments give equal answers.
     *
     * @param seed what varies
     */
    public Continued continuation(Interrupted answer, long seed) {
        return way.reply(new Turn(answer, Asked.of(answer), new SplittableRandom(seed)));
    }
}
