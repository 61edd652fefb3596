-- One row for each session: what the list shows, and who may write it.
CREATE TABLE session (
    number    INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that nobody mistakes a session for a later one
    name      TEXT    NOT NULL UNIQUE,
    created   INTEGER NOT NULL,                  -- all times in milliseconds since 1970
    written   INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    model     TEXT    NOT NULL,
    folder    TEXT    NOT NULL,
    simulated INTEGER NOT NULL,
    tokens    INTEGER NOT NULL,
    dollars   TEXT    NOT NULL,
    epoch     INTEGER NOT NULL,                  -- rises with each holder of the lease
    renewed   INTEGER NOT NULL,
    holder    TEXT,                              -- which journal object holds the lease; null if nobody does
    host      TEXT,
    boot      TEXT,
    space     TEXT,
    pid       INTEGER,
    started   TEXT
);

-- The entries of all sessions in one tree, those of a session side by side.
CREATE TABLE entry (
    place  INTEGER PRIMARY KEY,                  -- number of the session * 2^32 + place in it
    at     INTEGER NOT NULL,
    type   TEXT    NOT NULL,
    format INTEGER NOT NULL,                     -- how the event is written: 1 is JSON as text
    event  TEXT    NOT NULL
);

CREATE TABLE content (
    hash  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
);

CREATE TABLE reference (
    hash    TEXT    NOT NULL,
    session INTEGER NOT NULL,
    PRIMARY KEY (hash, session)
) WITHOUT ROWID;

CREATE INDEX reference_of_session ON reference (session);

CREATE TABLE message (
    place   INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL,
    body    TEXT    NOT NULL
);

CREATE INDEX message_of_session ON message (session);

-- For people with a shell: SELECT * FROM event WHERE session = 's-…'.
CREATE VIEW event AS
SELECT session.name                                               AS session,
       entry.place & 4294967295                                   AS seq,
       strftime('%Y-%m-%dT%H:%M:%fZ', entry.at / 1000.0, 'unixepoch') AS at,
       entry.type                                                 AS type,
       entry.event                                                AS event
FROM session
JOIN entry ON entry.place BETWEEN session.number << 32 AND (session.number << 32) + 4294967295
ORDER BY entry.place;

PRAGMA application_id = 1348825710; -- "Pern"
PRAGMA user_version = 1;
