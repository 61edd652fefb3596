package dev.perennial.simulator.demo;

/** One thing to do and where its result goes. */
record Task(Intent intent, Destination destination) {

    static Task of(Intent intent) {
        return new Task(intent, Destination.ANSWER);
    }
}
