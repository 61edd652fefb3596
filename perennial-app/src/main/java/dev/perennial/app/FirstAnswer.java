package dev.perennial.app;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.app.terminal.PermissionWords;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Asks here and elsewhere at once: the first answer counts, and who is asked here is told of one that came from elsewhere. */
final class FirstAnswer implements PermissionPrompt {

    private final PermissionPrompt here;
    private final PermissionPrompt elsewhere;
    private final Consumer<String> told;

    /**
     * An answer, and where it came from.
     *
     * @param fromHere whether whoever is asked here has given it
     */
    private record Given(PermissionAnswer answer, boolean fromHere) {}

    /**
     * @param told tells who is asked here
     */
    FirstAnswer(PermissionPrompt here, PermissionPrompt elsewhere, Consumer<String> told) {
        this.here = here;
        this.elsewhere = elsewhere;
        this.told = told;
    }

    @Override
    public PermissionAnswer ask(PermissionQuestion question) throws InterruptedException {
        CompletableFuture<Given> first = new CompletableFuture<>();
        Thread asksHere = asking(first, here, question, true);
        Thread asksElsewhere = asking(first, elsewhere, question, false);
        Given given;
        try {
            given = answer(first);
        } finally {
            asksHere.interrupt();
            asksElsewhere.interrupt();
        }
        asksHere.join();
        if (!given.fromHere()) {
            told.accept("· answered elsewhere: " + PermissionWords.of(given.answer()));
        }
        return given.answer();
    }

    private static Thread asking(
            CompletableFuture<Given> first, PermissionPrompt prompt, PermissionQuestion question, boolean isHere) {
        return Thread.ofVirtual().name("perennial-question").start(() -> {
            try {
                first.complete(new Given(prompt.ask(question), isHere));
            } catch (InterruptedException notWantedAnyMore) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                first.completeExceptionally(failure);
            }
        });
    }

    private static Given answer(CompletableFuture<Given> first) throws InterruptedException {
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The question could not be asked", e.getCause());
        }
    }
}
