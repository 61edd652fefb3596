package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionMemory;
import dev.perennial.agent.permission.PermissionPolicy;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.agent.permission.PermissionRule;
import dev.perennial.agent.permission.PermissionRule.Effect;
import dev.perennial.agent.permission.Permissions;
import dev.perennial.agent.permission.Reach;
import dev.perennial.agent.permission.ToolAccess;
import dev.perennial.models.TokenUsage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user has allowed for a session is allowed when another process goes on with it: that, and nothing else. */
final class AllowedBeforeTest {

    private static final ToolAccess COMMAND = new ToolAccess.Runs("cat /home/other/hosts");

    /** A kind of access, and one that is like it, but was not allowed. */
    static List<Arguments> kinds() {
        return List.of(
                Arguments.of("bash", COMMAND, new ToolAccess.Runs("cat /home/other/passwd")),
                Arguments.of("bash", COMMAND, new ToolAccess.Runs("cat /home/other/hosts; rm -rf /home/other")),
                Arguments.of("bash", COMMAND, new ToolAccess.Runs("cat /home/other/hosts > /home/other/passwd")),
                Arguments.of(
                        "bash",
                        new ToolAccess.Runs("ls /home/third/* && cat /home/other/hosts"),
                        new ToolAccess.Runs("ls /home/third/a /home/other/shadow")),
                Arguments.of("editor", writes("/home/other/motd"), writes("/home/other/passwd")),
                Arguments.of("editor", writes("/home/other/a[b]*"), writes("/home/other/ab")),
                Arguments.of("editor", writes("/home/other/motd"), new ToolAccess.Runs("rm /home/other/motd")),
                Arguments.of("editor", reads("/home/other/motd"), writes("/home/other/motd")),
                Arguments.of("editor", reads("/home/other/motd"), reads("/home/other/shadow")));
    }

    private static ToolAccess writes(String path) {
        return new ToolAccess.Writes(Path.of(path), () -> "");
    }

    private static ToolAccess reads(String path) {
        return new ToolAccess.Reads(Path.of(path));
    }

    private static Permissions permissions(PermissionRule... rules) {
        Reach reach = Reach.of(Path.of("/home/you/shop"), Path.of("/home/you"));
        return Permissions.of(new PermissionPolicy(List.of(rules), reach), PermissionMemory.NONE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void reopen_allowedForTheSession_isAllowedAgainAndNothingElse(String tool, ToolAccess allowed, ToolAccess other)
            throws Exception {
        Permissions again = reopened(permissions(), told(tool, allowed, PermissionAnswer.SESSION));

        assertThat(again.refusal(tool, allowed)).isEmpty();
        assertThat(again.refusal(tool, other)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = "SESSION", mode = EnumSource.Mode.EXCLUDE)
    void reopen_answeredOtherwise_isAskedAgain(PermissionAnswer answer) throws Exception {
        Permissions again = reopened(permissions(), told("bash", COMMAND, answer));

        assertThat(again.refusal("bash", COMMAND)).isPresent();
    }

    @Test
    void reopen_deniedByARuleSince_isDenied() throws Exception {
        Permissions again = reopened(
                permissions(new PermissionRule(Effect.DENY, "bash", "cat *")),
                told("bash", COMMAND, PermissionAnswer.SESSION));

        assertThat(again.refusal("bash", COMMAND)).isPresent();
    }

    @Test
    void reopen_questionStillOpen_isAskedAgain() throws Exception {
        List<SessionEvent> events = told("bash", COMMAND, PermissionAnswer.SESSION);
        Permissions again = reopened(permissions(), events.subList(0, 3));

        assertThat(again.refusal("bash", COMMAND)).isPresent();
    }

    @Test
    void reopen_ruleThatMakesNoSense_allowsNothing() throws Exception {
        PermissionQuestion strange = new PermissionQuestion("bash", "r", "p", List.of(": *", "edit: [", ""));
        Permissions again = reopened(
                permissions(),
                List.of(
                        new SessionEvent.SessionStarted("s-1", "m", true, "/f"),
                        new SessionEvent.PermissionAsked("t1", strange),
                        new SessionEvent.PermissionGiven("t1", PermissionAnswer.SESSION)));

        assertThat(again.refusal("bash", COMMAND)).isPresent();
    }

    /** A session in which that was asked, with the rules that the question had. */
    private static List<SessionEvent> told(String tool, ToolAccess access, PermissionAnswer answer) throws Exception {
        List<PermissionQuestion> questions = new ArrayList<>();
        assertThat(permissions()
                        .asking(question -> {
                            questions.add(question);
                            return PermissionAnswer.ONCE;
                        })
                        .refusal(tool, access))
                .isEmpty();
        return List.of(
                new SessionEvent.SessionStarted("s-1", "m", true, "/home/you/shop"),
                new SessionEvent.UserInput("hi"),
                new SessionEvent.PermissionAsked("t1", questions.getFirst()),
                new SessionEvent.PermissionGiven("t1", answer),
                new SessionEvent.RunEnded(
                        new RunResult(Outcome.COMPLETE, "", "", "end_turn", TokenUsage.NONE, List.of())));
    }

    private static Permissions reopened(Permissions guard, List<SessionEvent> events) {
        FakeJournal journal = new FakeJournal();
        SessionFold fold = new SessionFold();
        EntryWriter entries = new EntryWriter(new Pieces(), InstantSource.system());
        try (JournalWriter writer = journal.create("s-1", fold.head())) {
            events.forEach(fold::add);
            writer.append(entries.batch(0, events, Set.of(), fold.head()), Durability.PROCESS);
        }
        MessageSource nowhere = conversation -> {
            throw new AssertionError("nothing is sent here");
        };
        Session.reopen(
                        new SessionStore(journal, InstantSource.system()).open("s-1"),
                        9,
                        nowhere,
                        new ToolRunner(List.of()).guardedBy(guard),
                        (seq, event) -> {},
                        System::nanoTime)
                .close();
        return guard;
    }
}
