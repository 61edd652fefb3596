package dev.perennial.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object or array whose end has not come: what was added stays in its place, so that views of it share it. */
final class PartialContainer {

    private static final int FEW = 4;

    private final boolean object;
    private String[] names;
    private PartialJson[] values = new PartialJson[FEW];
    private int count;
    private @Nullable String openName;

    private PartialContainer(boolean object) {
        this.object = object;
        this.names = new String[object ? FEW : 0];
    }

    static PartialContainer object() {
        return new PartialContainer(true);
    }

    static PartialContainer array() {
        return new PartialContainer(false);
    }

    boolean isObject() {
        return object;
    }

    /** The name of the member whose value comes next. */
    void name(String name) {
        openName = name;
    }

    void add(PartialJson value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            names = object ? Arrays.copyOf(names, 2 * count) : names;
        }
        if (openName != null) {
            names[count] = openName;
        }
        values[count++] = value;
        openName = null;
    }

    PartialJson soFar(@Nullable PartialJson open) {
        return object
                ? new PartialJson.Members(names, values, count, openName, open, false)
                : new PartialJson.Elements(values, count, open, false);
    }

    PartialJson whole() {
        return object
                ? new PartialJson.Members(names, values, count, null, null, true)
                : new PartialJson.Elements(values, count, null, true);
    }
}
