package dev.perennial.journal.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** What Flyway says goes where the rest of the library logs; that all is well is a detail. Flyway makes it by its name. */
public final class MigrationLog implements LogCreator {

    /** Called by Flyway. */
    public MigrationLog() {}

    @Override
    public Log createLogger(Class<?> type) {
        return new ToSystem(System.getLogger(type.getName()));
    }

    private record ToSystem(Logger logger) implements Log {

        @Override
        public void debug(String message) {
            logger.log(Level.TRACE, message);
        }

        @Override
        public void info(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void warn(String message) {
            logger.log(Level.WARNING, message);
        }

        @Override
        public void error(String message) {
            logger.log(Level.ERROR, message);
        }

        @Override
        public void error(String message, Exception e) {
            logger.log(Level.ERROR, message, e);
        }

        @Override
        public void notice(String message) {
            logger.log(Level.DEBUG, message);
        }
    }
}
