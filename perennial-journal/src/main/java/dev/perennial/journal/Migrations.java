package dev.perennial.journal;

import dev.perennial.agent.journal.Durability;
import dev.perennial.journal.internal.MigrationLog;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Lets Flyway change the tables, on our connection and in one transaction: of several processes that start at once one does it,
 * and nobody ever sees half of it. A class of its own, so that Flyway is only loaded when it is needed.
 */
final class Migrations {

    private static final String TAKES_THE_LOCK = "PRAGMA application_id = " + Schema.APPLICATION;

    private Migrations() {}

    static void run(Database database) {
        database.write(Durability.MACHINE, link -> {
            link.run(TAKES_THE_LOCK);
            boolean isOld =
                    link.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0) < Schema.VERSION;
            if (isOld) {
                migrate(link.lent());
            }
            return isOld;
        });
    }

    private static void migrate(Connection connection) throws SQLException {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(always(connection))
                    .locations("classpath:dev/perennial/journal/schema")
                    .loggers(MigrationLog.class.getName())
                    .table("schema_history")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("The tables could not be made: " + e.getMessage(), e);
        }
    }

    private static DataSource always(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                Migrations.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
