package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said again because nobody knows whether it was said. */
final class SaidOnceTest {

    private static final String TEXT = "And the blue ones?";

    private final FakeJournal journal = new FakeJournal();

    private static MessageSource nobody() {
        return conversation -> {
            throw new RequestNotSentException(Outcome.REJECTED, "settings", "There is no key: set one.");
        };
    }

    private Session begin() {
        return Session.open(
                new SessionStore(journal, InstantSource.system()),
                new SessionSettings("s-1", "/folder", "claude-sonnet-5", true, 9),
                nobody(),
                new ToolRunner(List.of()),
                (seq, event) -> {},
                System::nanoTime);
    }

    private static Session reopen(FakeJournal journal) {
        SavedSession saved = new SessionStore(journal, InstantSource.system()).open("s-1");
        return Session.reopen(saved, 9, nobody(), new ToolRunner(List.of()), (seq, event) -> {}, System::nanoTime);
    }

    private void post(String keyHash) {
        journal.post("s-1", new SessionMessage.Say(TEXT, keyHash).json());
    }

    /** What was said to the model, joined as the model hears it. */
    private static List<String> said(FakeJournal journal) {
        List<String> said = new ArrayList<>();
        new SessionStore(journal, InstantSource.system()).read("s-1", 0, (entry, event) -> {
            if (event instanceof SessionEvent.UserInput input) {
                said.add(input.text());
            }
        });
        return said;
    }

    @Test
    void handedOverTwice_isSaidOnce() throws Exception {
        try (Session session = begin()) {
            post("k1");
            post("k1");
            session.receive(Duration.ZERO);
            post("k1");
            session.receive(Duration.ZERO);
            session.runQueued();
            post("k1");
            session.receive(Duration.ZERO);

            assertThat(session.hasQueued()).isFalse();
        }
        assertThat(said(journal)).containsExactly(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k2", ""})
    void handedOverWithTheSameWords_byAnotherKeyOrNone_isSaidToo(String other) throws Exception {
        try (Session session = begin()) {
            post("k1");
            post(other);
            session.receive(Duration.ZERO);
            post("");
            session.receive(Duration.ZERO);
            session.runQueued();
        }
        assertThat(said(journal)).containsExactly(TEXT + "\n\n" + TEXT + "\n\n" + TEXT);
    }

    @Test
    void handedOverAgainToWhoeverHasTheSessionNext_atAnyInstant_isSaidOnce() throws Exception {
        try (Session session = begin()) {
            post("k1");
            session.receive(Duration.ZERO);
            session.runQueued();
        }
        List<FakeJournal> instants = journal.instants();
        assertThat(instants).hasSizeGreaterThan(2);
        for (FakeJournal instant : instants.subList(1, instants.size())) {
            instant.post("s-1", new SessionMessage.Say(TEXT, "k1").json());
            try (Session session = reopen(instant)) {
                session.receive(Duration.ZERO);
                session.run("Go on");
            }
            assertThat(String.join("\n", said(instant))).containsOnlyOnce(TEXT);
        }
    }

    @Test
    void say_whatOthersHandedOver_isSaidOnce() throws Exception {
        try (Session session = begin()) {
            post("k1");
            session.receive(Duration.ZERO);
            session.say(TEXT, "k1");
            session.say(TEXT, "k2");
            session.runQueued();
            assertThat(session.isSaid("k1")).isTrue();
            assertThat(session.isSaid("k3")).isFalse();
        }
        assertThat(said(journal)).containsExactly(TEXT + "\n\n" + TEXT);
    }

    @Test
    void run_whatOthersHandedOverAndWaits_isSaidOnce() throws Exception {
        try (Session session = begin()) {
            post("k1");
            session.receive(Duration.ZERO);
            session.run(TEXT, "k1");

            assertThatIllegalStateException().isThrownBy(() -> session.run(TEXT, "k1"));
        }
        assertThat(said(journal)).containsExactly(TEXT);
    }

    @Test
    void run_isKnownToWhoeverHasTheSessionNext() {
        try (Session session = begin()) {
            session.run(TEXT, "k1");
        }
        try (Session session = reopen(journal)) {
            assertThat(session.isSaid("k1")).isTrue();
            assertThat(session.isSaid("")).isFalse();
            session.run(TEXT, "k2");
        }
        assertThat(said(journal)).containsExactly(TEXT, TEXT);
    }
}
