package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Picks the sentences of a text that say most: those whose words come often in it, the first ones a little ahead. */
final class Gist {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])[\"”')]*\\s+|¶");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_CHARACTERS = 200_000;
    private static final int LONGEST_SENTENCE = 400;
    private static final Set<String> COMMON = Set.of(
            "the", "a", "an", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "by", "from", "is",
            "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "as", "not", "no", "he",
            "she", "they", "we", "you", "i", "his", "her", "their", "our", "your", "had", "has", "have", "will",
            "would", "can", "could", "do", "does", "did", "so", "if", "than", "then", "there", "which", "who", "what",
            "when", "der", "die", "das", "und", "ist", "ein", "eine", "zu", "den", "von", "mit", "auf", "nicht", "es",
            "sich");

    private Gist() {}

    /** At most {@code count} sentences, in the order of the text. */
    static List<String> of(String text, int count) {
        List<String> sentences = sentences(text);
        Map<String, Integer> often = new HashMap<>();
        sentences.forEach(sentence -> words(sentence).forEach(word -> often.merge(word, 1, Integer::sum)));
        Comparator<Integer> byScore = Comparator.comparingDouble(at -> -score(sentences.get(at), at, often));
        return IntStream.range(0, sentences.size())
                .boxed()
                .sorted(byScore)
                .limit(count)
                .sorted()
                .map(sentences::get)
                .toList();
    }

    static List<String> sentences(String text) {
        String start = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        String flat = start.replaceAll("\\n[ \\t]*\\n|\\n(?=[ \\t]*(?:[-*•]|\\d+[.)])[ \\t])", " ¶ ")
                .replaceAll("\\s+", " ");
        Set<String> seen = new HashSet<>();
        List<String> sentences = new ArrayList<>();
        for (String piece : SENTENCE_END.split(flat, -1)) {
            String sentence = piece.strip().replaceFirst("^(?:[-*•]|\\d+[.)])\\s+", "");
            if (sentence.length() > 1 && seen.add(sentence)) {
                sentences.add(shortened(sentence));
            }
        }
        return sentences;
    }

    private static String shortened(String sentence) {
        return sentence.length() > LONGEST_SENTENCE ? sentence.substring(0, LONGEST_SENTENCE) + "…" : sentence;
    }

    private static double score(String sentence, int at, Map<String, Integer> often) {
        List<String> words = words(sentence);
        double sum =
                words.stream().mapToInt(word -> often.getOrDefault(word, 0)).sum();
        return sum / Math.sqrt(words.size() + 4.0) * (at == 0 ? 2 : 1) + (at < 3 ? 0.1 : 0);
    }

    private static List<String> words(String sentence) {
        return Arrays.stream(NO_WORD.split(sentence.toLowerCase(Locale.ROOT)))
                .filter(word -> word.length() > 2 && !COMMON.contains(word))
                .toList();
    }
}
