package dev.perennial.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Text that is read back as it was written. SQLite keeps UTF-8, which has no way to say half of a surrogate pair; text that was
 * cut in the middle of one is kept as a blob of UTF-16.
 */
final class Text {

    private Text() {}

    static void bind(PreparedStatement statement, int place, String text) throws SQLException {
        if (isWhole(text)) {
            statement.setString(place, text);
        } else {
            statement.setBytes(place, units(text));
        }
    }

    static String read(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof byte[] units ? of(units) : (String) value;
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** By hand, since an encoder would replace what is no pair. */
    private static byte[] units(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static String of(byte[] units) {
        CharBuffer chars = ByteBuffer.wrap(units).asCharBuffer();
        return chars.toString();
    }
}
