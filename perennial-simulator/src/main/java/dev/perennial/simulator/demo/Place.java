package dev.perennial.simulator.demo;

import java.util.List;

/**
 * The file or folder that is meant, as the user wrote it.
 *
 * @param named whether the user named it, other than the default
 * @param longer longer names that the words around it may make up ("Meeting Notes.txt"), the longest first
 * @param kind what it is, once somebody has looked
 */
record Place(String path, boolean named, List<String> longer, Kind kind) {

    enum Kind {
        UNSEEN,
        FOLDER,
        FILE
    }

    static final Place HERE = new Place(".", false);

    Place {
        longer = List.copyOf(longer);
    }

    Place(String path, boolean named) {
        this(path, named, List.of(), Kind.UNSEEN);
    }

    Place seen(String newPath, Kind newKind) {
        return new Place(newPath, named, List.of(), newKind);
    }

    boolean here() {
        return path.equals(".");
    }

    boolean file() {
        return kind == Kind.FILE;
    }

    /** " in `docs`", or " in this folder". */
    String in() {
        return here() ? " in this folder" : " in `" + path + "`";
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
