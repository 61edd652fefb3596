package dev.perennial.simulator.demo;

/** What a call came to, as the caller reported it. */
record Outcome(String text, boolean failed) {

    static final Outcome MISSING = new Outcome("The call was not answered.", true);
}
