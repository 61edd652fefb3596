package dev.perennial.app;

import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A journal whose calls, and those of its writers, may be made to fail. */
final class FailingJournal {

    private FailingJournal() {}

    /**
     * Over another.
     *
     * @param before is given the name of each method before it is called, and may throw
     */
    static Journal over(Journal journal, Consumer<String> before) {
        return failing(Journal.class, journal, before);
    }

    private static <T> T failing(Class<T> type, T real, Consumer<String> before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    before.accept(method.getName());
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof JournalWriter writer
                                ? failing(JournalWriter.class, writer, before)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
