package dev.perennial.app;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionPrompt;
import dev.perennial.agent.permission.PermissionQuestion;
import java.util.Optional;

/** Asks in a chat, while the model works: what was begun to be typed waits for the answer. */
final class ChatPermissions implements PermissionPrompt {

    private final ChatScreen screen;
    private final Line line;

    /** The line that the user enters once the question is shown. */
    @FunctionalInterface
    interface Line {
        String after(Runnable question) throws InterruptedException;
    }

    ChatPermissions(ChatScreen screen, Line line) {
        this.screen = screen;
        this.line = line;
    }

    @Override
    public PermissionAnswer ask(PermissionQuestion question) throws InterruptedException {
        Optional<PermissionAnswer> answer = PermissionText.answer(line.after(() -> {
            PermissionText.lines(question).forEach(screen::say);
            choices(question);
        }));
        while (answer.isEmpty()) {
            answer = PermissionText.answer(line.after(() -> choices(question)));
        }
        return answer.get();
    }

    private void choices(PermissionQuestion question) {
        screen.say(PermissionText.choices(question).strip());
    }
}
