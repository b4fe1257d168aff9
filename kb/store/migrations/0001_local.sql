-- "Ant" and 3: tells this file from the databases of other programs.
PRAGMA application_id = 1097757699;

CREATE TABLE draft (
    conversation TEXT    PRIMARY KEY,
    text         TEXT    NOT NULL,
    answers      TEXT    NOT NULL, -- JSON: [[answer, revision], …] inserted so far
    saved_ms     INTEGER NOT NULL
) STRICT;

CREATE TABLE preferences (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    doc TEXT NOT NULL -- JSON
) STRICT;
