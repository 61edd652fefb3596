package dev.perennial.app.terminal;

import java.util.function.Supplier;
import org.jline.nativ.CLibrary;

/** How large the terminal is that standard output leads to; asked for anew each time, since people change it. */
public final class OutputSize implements Supplier<Screen.Size> {

    private static final System.Logger LOG = System.getLogger(OutputSize.class.getName());
    private static final int STANDARD_OUTPUT = 1;

    private volatile boolean known = true;

    @Override
    public Screen.Size get() {
        try {
            return known ? ask() : Screen.Size.USUAL;
        } catch (LinkageError | RuntimeException noLibrary) {
            LOG.log(System.Logger.Level.DEBUG, "The terminal cannot be asked for its size", noLibrary);
            known = false;
            return Screen.Size.USUAL;
        }
    }

    private static Screen.Size ask() {
        CLibrary.WinSize size = new CLibrary.WinSize();
        boolean answered = CLibrary.ioctl(STANDARD_OUTPUT, CLibrary.TIOCGWINSZ, size) == 0;
        return answered ? new Screen.Size(size.ws_col, size.ws_row) : Screen.Size.USUAL;
    }
}
