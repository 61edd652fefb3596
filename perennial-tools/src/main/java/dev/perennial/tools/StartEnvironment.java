package dev.perennial.tools;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The environment that this process was started with, as the operating system keeps it.
 *
 * <p>Every process of the same user can read it, on Linux in {@code /proc/PID/environ}; so a command that a model has
 * thought up finds there what {@link BashSettings#environment} leaves out. A program that takes credentials from its
 * environment calls {@link #eraseCredentials} before it runs the first command:
 *
 * {@snippet :
 * StartEnvironment.eraseCredentials();
 * try (BashTool bash = new BashTool(BashSettings.in(folder))) {
 *     bash.run(call, output);
 * }
 * }
 */
public final class StartEnvironment {

    private static final Logger LOG = System.getLogger(StartEnvironment.class.getName());

    private StartEnvironment() {}

    /**
     * Overwrites the values of the credentials that {@link BashSettings#environment} names, for the whole process and for
     * good. Java has its own copy: {@link System#getenv()} and the processes that this one starts keep them. Native code
     * that calls {@code getenv} finds them empty.
     *
     * <p>This calls native code, which Java has to be told to permit: {@code --enable-native-access=ALL-UNNAMED}. Where it
     * is not possible, a warning is logged and all stays as it is. Safe for use by several threads; a second call does
     * nothing.
     *
     * <p>What it cannot do: the memory of this process holds the credentials still, and a debugger that may attach to it
     * reads them; other processes that were started with them (a container's first one) have them too.
     */
    public static void eraseCredentials() {
        eraseCredentials(Set.of());
    }

    /**
     * The same for more variables.
     *
     * @param others names of variables whose values are credentials too
     */
    public static void eraseCredentials(Set<String> others) {
        // Asked before anything is overwritten, because Java copies the environment when it is asked first.
        var credentials = System.getenv().keySet().stream()
                .filter(name -> ShellEnvironment.isCredential(name) || others.contains(name))
                .toList();
        try {
            for (String name : credentials) {
                erase(name);
            }
        } catch (UnsupportedOperationException | IllegalCallerException | NoSuchElementException | LinkageError e) {
            LOG.log(Level.WARNING, "Commands can read the credentials that this process was started with", e);
        }
    }

    // Restricted because a wrong length would overwrite other memory: it is that of the string that getenv returns.
    @SuppressWarnings("restricted")
    private static void erase(String name) {
        MemorySegment value = getenv(name);
        if (value.equals(MemorySegment.NULL)) {
            return;
        }
        String bytes = value.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.ISO_8859_1);
        value.reinterpret(bytes.length()).fill((byte) 0);
    }

    // Restricted because a wrong signature would crash: it is that of the C standard.
    @SuppressWarnings("restricted")
    private static MemorySegment getenv(String name) {
        Linker linker = Linker.nativeLinker();
        MethodHandle getenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getenv"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            return (MemorySegment) getenv.invokeExact(arena.allocateFrom(name));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("getenv declares no exception", e);
        }
    }
}
