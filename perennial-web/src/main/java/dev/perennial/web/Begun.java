package dev.perennial.web;

import dev.perennial.agent.journal.Journal;

/**
 * A session is begun.
 *
 * @param beginning with what
 */
record Begun(SessionHost host, SessionHost.Beginning beginning) implements Repeats.Work {

    @Override
    public Repeats.Place place() {
        return new Repeats.Place(host.newId(), 0);
    }

    @Override
    public boolean isDone(Repeats.Place place) {
        return exists(place) && isSaid(place) && (beginning.text().isPresent() || isTitled(place));
    }

    private boolean isTitled(Repeats.Place place) {
        return beginning.title().isEmpty()
                || host.store()
                        .journal()
                        .session(place.session())
                        .filter(row ->
                                row.head().title().equals(beginning.title().get()))
                        .isPresent();
    }

    private boolean isSaid(Repeats.Place place) {
        return beginning.text().isEmpty()
                || Said.isSaid(host.store(), place, beginning.text().get());
    }

    private boolean exists(Repeats.Place place) {
        Journal journal = host.store().journal();
        return journal.session(place.session()).isPresent();
    }

    /** One that has lost its process before anything was said in it gets the rest of its beginning. */
    @Override
    public void run(Repeats.Place place) {
        if (exists(place)) {
            beginning.title().ifPresent(title -> host.rename(place.session(), title));
            beginning.text().ifPresent(text -> host.say(place.session(), text));
        } else {
            host.begin(place.session(), beginning);
        }
    }
}
