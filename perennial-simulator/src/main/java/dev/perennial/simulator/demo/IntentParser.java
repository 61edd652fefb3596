package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns free wording into a task. The order of the readings matters: the most specific wish comes first. */
final class IntentParser {

    private static final Pattern STEPS = Pattern.compile(
            "(?<=[^.\\s]{2})[.;]\\s+(?=\\S)|,?\\s+(?:and\\s+)?then\\s+(?:also\\s+)?|\\n+(?:\\d+[.)]\\s*|[-*]\\s+)?|,?\\s+after that,?\\s+|\\.\\s+(?=\\p{Lu})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern POLITE = Pattern.compile(
            "^(?:(?:hi|hello|hey|please|pls|kindly|ok|okay|so|great|thanks|thank you|well|now|next|first|finally|can you|could you|would you|will you|i want you to|i'd like you to|i would like you to|i need you to|i want to|i'd like to|let's|claude|just|go ahead and|bitte|por favor|s'il te plaît)(?:[,.!:]+|(?=\\s))\\s*)+(?=\\S)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNABLE = Pattern.compile(
            "^(?:delete|remove|erase|wipe|uninstall|install|deploy|refactor|fix|debug|implement|translate|convert|optimi[sz]e|download|commit|push|upload|rewrite|format|lint|compile|send|email|buy|book|play|draw|paint)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEPT = Pattern.compile(
            "\\b(?:and|then)\\s+(?:then\\s+)?(?:write|save|put|store|record)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BEYOND = Tokens.words(
            "(?:longest|shortest)\\s+(?:line|word|sentence)s?|(?:most|least) (?:common|frequent)(?:ly)?|(?:count|how many|number of)\\b.{0,40}\\b(?:paragraphs|sentences|functions|methods|comments|duplicate\\w*|commits|branches)");
    /** More words than this are read a sentence at a time. */
    private static final int LONG = 600;

    private static final int LONGEST_SENTENCE = 400;
    private static final int FEW_SENTENCES = 2_000;
    private static final int MOST_SENTENCES = 12;

    private IntentParser() {}

    /** The task of {@code request}; {@code earlier} requests, oldest first, lend what it leaves out. */
    static Task parse(String request, List<String> earlier, String lastAnswer) {
        Optional<Task> attached = Attached.parse(request);
        if (attached.isPresent()) {
            return attached.get();
        }
        Wording whole = Wording.of(request);
        if (whole.text().length() > LONG) {
            return sentences(whole);
        }
        boolean isShort = whole.text().split("\\s+").length <= 5;
        Optional<Intent> talk =
                Names.parse(whole, earlier).or(() -> isShort ? Talking.smallTalk(whole) : Optional.empty());
        Wording wording = mendedVerb(polite(whole));
        Task task = talk.map(Task::of).orElseGet(() -> mended(wording, sequence(wording)));
        return FollowUps.complete(wording, task, earlier, lastAnswer);
    }

    /** What is not understood may be misspelt. */
    private static Task mended(Wording wording, Task task) {
        Wording mended = Spelling.mended(wording);
        boolean retry = task.intent() instanceof Intent.Unknown(String why) && why.isEmpty() && !mended.equals(wording);
        return retry ? sequence(mended) : task;
    }

    /** The first word says what to do; a slip there must not leave the rest to another reading. */
    private static Wording mendedVerb(Wording wording) {
        String[] words = wording.text().split(" ", 2);
        String verb = Spelling.mended(wording.with(words[0])).text();
        return words.length == 2 && !verb.equals(words[0]) ? wording.with(verb + " " + words[1]) : wording;
    }

    /** A long text may still say what is wanted, somewhere in it. */
    private static Task sentences(Wording wording) {
        List<Task> tasks = STEPS.splitAsStream(wording.text())
                .filter(part -> part.length() <= LONGEST_SENTENCE)
                .limit(MOST_SENTENCES)
                .map(part -> polite(wording.with(part)))
                .filter(words -> !words.text().isEmpty())
                .map(IntentParser::single)
                .filter(task -> real(task.intent()))
                .toList();
        if (tasks.size() > 1 && tasks.size() <= 5 && wording.text().length() <= FEW_SENTENCES) {
            return Task.of(new Intent.Several(tasks));
        }
        return tasks.size() == 1
                ? tasks.getFirst()
                : Task.of(
                        new Intent.Unknown(
                                "That is much text, and I do not see what I shall do with it. Say it in the first line, such as \"Summarise this\", then leave a line empty."));
    }

    static Wording polite(Wording wording) {
        return wording.with(POLITE.matcher(wording.text()).replaceFirst(""));
    }

    static Task sequence(Wording wording) {
        List<Task> tasks = new ArrayList<>();
        for (String part : STEPS.splitAsStream(wording.text()).toList()) {
            Wording words = polite(new Wording(part.strip(), wording.quotations()));
            if (!words.text().isEmpty()) {
                tasks.add(single(words));
            }
        }
        boolean allReal = tasks.size() > 1 && tasks.stream().allMatch(task -> real(task.intent()));
        return allReal && tasks.size() <= 5 ? Task.of(new Intent.Several(tasks)) : single(wording);
    }

    /** Wishes that stand on their own; anything else in a row of sentences is part of its neighbour. */
    private static boolean real(Intent intent) {
        return switch (intent) {
            case Intent.Count c -> true;
            case Intent.Compare c -> true;
            case Intent.Listing l -> true;
            case Intent.Show s -> s.place().named();
            case Intent.Summary s -> true;
            case Intent.Search s -> true;
            case Intent.WriteFile w -> true;
            case Intent.Append a -> true;
            case Intent.Replace r -> true;
            case Intent.Run r -> true;
            case Intent.RunTests r -> true;
            case Intent.Clock c -> true;
            case Intent.Arithmetic a -> true;
            case Intent.OfText t -> true;
            case Intent.Compose c -> false;
            case Intent.SmallTalk t -> false;
            case Intent.NameAsked n -> false;
            case Intent.Several s -> false;
            case Intent.KeepAnswer k -> false;
            case Intent.Unknown u -> false;
        };
    }

    static Task single(Wording wording) {
        if (wording.has(UNABLE)) {
            return Task.of(
                    new Intent.Unknown("That is more than I can do. If a command does it, say: run `the command`."));
        }
        if (wording.has(BEYOND)) {
            return Task.of(new Intent.Unknown("I can count lines, words, characters, bytes and files, but not that."));
        }
        Optional<Intent> command = Commands.parse(wording);
        if (command.isPresent()) {
            Wording after =
                    wording.find(KEPT).map(match -> wording.with(match.group())).orElse(wording.with(""));
            return new Task(command.get(), Destinations.extract(after).destination());
        }
        Optional<Intent> edit = Edits.parse(wording);
        if (edit.isPresent()) {
            return Task.of(edit.get());
        }
        Destinations.Found target = Destinations.extract(wording);
        return new Task(intent(target, wording), target.destination());
    }

    /** "Show a.txt and b.txt" is said once for each of them. */
    private static Optional<Intent> each(Wording wording, Optional<Intent> intent) {
        return intent.map(one -> {
            List<Task> tasks = switch (one) {
                case Intent.Show show ->
                    Places.all(wording, show.place()).stream()
                            .map(place -> Task.of(show.at(place)))
                            .toList();
                case Intent.Summary summary ->
                    Places.all(wording, summary.place()).stream()
                            .map(place -> Task.of(summary.at(place)))
                            .toList();
                default -> List.of();
            };
            return tasks.size() > 1 ? new Intent.Several(tasks) : one;
        });
    }

    private static Intent intent(Destinations.Found target, Wording whole) {
        Wording rest = target.rest();
        if (target.destination().toFile()) {
            Optional<Intent> output = Commands.output(rest);
            Optional<Intent> given = output.isPresent() ? output : Writing.given(rest);
            if (given.isPresent()) {
                return given.get();
            }
        }
        List<Function<Wording, Optional<Intent>>> readings = List.of(
                w -> Arithmetic.parse(w.text()),
                Looking::search,
                Counting::intent,
                w -> each(w, Looking.show(w)),
                w -> each(w, Looking.summary(w)),
                Looking::locate,
                Looking::listing,
                w -> Counting.terse(w).map(Intent.class::cast));
        for (Function<Wording, Optional<Intent>> reading : readings) {
            Optional<Intent> intent = reading.apply(rest);
            if (intent.isPresent()) {
                return intent.get();
            }
        }
        if (target.destination().toFile()) {
            return Writing.content(rest, target.destination().path());
        }
        return Talking.parse(whole);
    }
}
