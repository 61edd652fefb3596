package dev.perennial.benchmarks;

/** What a client made of a faulty answer. */
enum Outcome {
    WHOLE("whole", "the whole message came at the first attempt"),
    RECOVERED("whole after a retry", "the SDK's own retry got the whole message"),
    ERROR("error", "a typed error; what had been received is up to the caller"),
    HANG("hangs", "neither an end nor an error within the bound"),
    TRUNCATED("silent truncation", "the answer ended as if it were whole, and was not"),
    WRONG("wrong content", "the answer ended as if it were right, and was not");

    private final String title;
    private final String meaning;

    Outcome(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
