package dev.perennial.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection to the database with the statements that were prepared on it. Used by one thread at a time. */
final class Link implements AutoCloseable {

    private static final Set<String> OURS = Set.of("setAutoCommit", "commit", "rollback", "close");

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Makes a value of a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Link(Connection connection) {
        this.connection = connection;
    }

    /** Several statements, whose rows nobody wants. */
    void run(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    /** From now on all belongs to transactions, which take their locks with their first statement. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Ends a transaction; the next one begins. */
    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Ends what began with {@link #begin}. */
    void end() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** How many rows it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return prepared(sql, values).executeUpdate();
    }

    <T> Optional<T> first(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = prepared(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> all(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = prepared(sql, values).executeQuery()) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        return all;
    }

    /** The statement with its values, to be carried out or added to a batch. */
    PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case byte[] bytes -> statement.setBytes(place, bytes);
            case String text -> Text.bind(statement, place, text);
            default -> throw new IllegalArgumentException("Not a value of a column: " + value.getClass());
        }
    }

    /** The connection for somebody who must neither end the transaction nor close it. */
    Connection lent() {
        return (Connection) Proxy.newProxyInstance(
                Link.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (OURS.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
