package dev.perennial.simulator.demo;

/**
 * What came out of the looking: a document for the file that the user asked for, a sentence that says the result, and
 * the whole answer if there is no file. A failure is told and written nowhere.
 */
record Finding(boolean found, Document document, String sentence, String answer) {

    static Finding failed(String why) {
        return new Finding(false, new Document.TextDocument(why), why, why);
    }

    static Finding text(String sentence, String text) {
        String answer = sentence.isEmpty() ? text : sentence;
        return new Finding(true, new Document.TextDocument(text), sentence, answer);
    }

    static Finding of(Document document, String sentence, String answer) {
        return new Finding(true, document, sentence, answer);
    }

    Finding withAnswer(String newAnswer) {
        return new Finding(found, document, sentence, newAnswer);
    }
}
