package dev.perennial.stream.corpus;

import java.util.List;

/** Prose with spaces between words. */
final class EuropeanProse {

    static final Language ENGLISH = new Language(
            List.of(
                    "The river rises",
                    "Most engineers would start",
                    "In practice, the cache holds",
                    "She had never understood",
                    "A second reading reveals",
                    "By the end of the century, traders carried",
                    "It is worth remembering",
                    "The old lighthouse keeper described",
                    "Nobody in the village expected",
                    "This approach, however, ignores",
                    "Several studies have measured",
                    "We can therefore rewrite",
                    "“Wait,” he said, and looked for",
                    "What the committee doesn't mention is"),
            List.of(
                    "the long way across the valley",
                    "a list of everything that could go wrong",
                    "the difference between latency and throughput",
                    "three of the seventeen letters",
                    "an answer nobody had asked for",
                    "the quiet work of maintenance",
                    "its own reflection in the window",
                    "more salt than anyone needed",
                    "the well-known trade-off",
                    "a map that was drawn from memory",
                    "what the first measurement had shown",
                    "the reasons (there were many)"),
            List.of(
                    "before the first frost",
                    "as the minutes of the meeting show",
                    "when the queue is empty",
                    "without saying so",
                    "after a winter of unusual cold",
                    "for reasons that are easy to miss",
                    "in almost every case",
                    "and then it does so again",
                    "because the alternative is worse",
                    "at about 40 per cent of the cost"),
            " ",
            ". ");

    static final Language GERMAN = new Language(
            List.of(
                    "Die Donau trägt",
                    "Am Anfang der Untersuchung steht",
                    "Man vergisst leicht",
                    "Der Übersetzer beschrieb",
                    "Niemand im Dorf erwartete",
                    "Die Geschwindigkeitsbegrenzung betrifft",
                    "Später fand sie",
                    "Es gibt außerdem",
                    "„Ach so“, sagte er und suchte",
                    "Größere Anlagen brauchen"),
            List.of(
                    "den längeren Weg durch das Tal",
                    "die Zwischenspeicherung der Ergebnisse",
                    "einen Brief ohne Absender",
                    "das Rindfleischetikettierungsgesetz",
                    "die üblichen Höflichkeiten",
                    "eine Übersicht aller Änderungen",
                    "mehr Fragen als Antworten",
                    "den Schlüssel zur großen Tür"),
            List.of(
                    "ohne es auszusprechen",
                    "wie das Protokoll zeigt",
                    "nach einem ungewöhnlich kalten Winter",
                    "aus Gründen, die man leicht übersieht",
                    "in fast jedem Fall",
                    "und zwar zum zweiten Mal"),
            " ",
            ". ");

    static final Language FRENCH = new Language(
            List.of(
                    "L’hiver apporte",
                    "On oublie souvent",
                    "Le traducteur décrivait",
                    "Personne n’attendait",
                    "À la fin du siècle, ils découvrirent",
                    "Cette méthode néglige",
                    "« Attendez », dit-elle, et elle chercha",
                    "Il reste à vérifier"),
            List.of(
                    "le chemin le plus long à travers la vallée",
                    "une lettre sans expéditeur",
                    "l’écart entre la théorie et la pratique",
                    "les œuvres complètes de l’élève",
                    "une carte dessinée de mémoire",
                    "la clef de la grande porte",
                    "ce que la première mesure avait montré"),
            List.of(
                    "sans le dire",
                    "après un été très sec",
                    "pour des raisons faciles à oublier",
                    "dans presque tous les cas",
                    "et encore une fois ensuite",
                    "quand la file est vide"),
            " ",
            ". ");

    static final Language RUSSIAN = new Language(
            List.of("Река несёт", "Никто не ожидал", "Позже она нашла", "Старый смотритель описал", "Важно помнить"),
            List.of(
                    "длинный путь через долину",
                    "письмо без отправителя",
                    "ключ от большой двери",
                    "карту, нарисованную по памяти",
                    "больше вопросов, чем ответов"),
            List.of("до первых морозов", "не говоря об этом", "почти в каждом случае", "и ещё раз после этого"),
            " ",
            ". ");

    private EuropeanProse() {}
}
