package dev.perennial.agent;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.agent.permission.PermissionWitness;
import java.util.function.Consumer;

/** Is told how a call goes. Calls may come from several threads, one at a time for one call. */
public interface CallWatcher extends PermissionWitness {

    /** It is decided that the call is run, or why it is not; when this returns the tool begins. */
    void starts();

    /** The next piece of what the tool prints. */
    void printed(String text);

    /** Is interested only in what tools print. */
    static CallWatcher ofOutput(Consumer<String> reader) {
        return new CallWatcher() {
            @Override
            public void asked(PermissionQuestion question) {}

            @Override
            public void answered(PermissionAnswer answer) {}

            @Override
            public void starts() {}

            @Override
            public void printed(String text) {
                reader.accept(text);
            }
        };
    }
}
