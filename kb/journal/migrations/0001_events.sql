-- "Ant" and 1: tells this file from the databases of other programs.
PRAGMA application_id = 1097757697;

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY, -- 1, 2, 3 … without gaps
    stream  TEXT    NOT NULL,
    version INTEGER NOT NULL,    -- 1, 2, 3 … within the stream
    at_ms   INTEGER NOT NULL,    -- milliseconds since 1970
    actor   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    body    TEXT    NOT NULL,    -- JSON
    digest  BLOB    NOT NULL,    -- of the body
    chain   BLOB    NOT NULL,    -- of the row before, this row's header and its digest
    UNIQUE (stream, version)
) STRICT;

-- What was appended already, so that appending it again has the effect of once.
-- last_seq lies one below first_seq where a command led to no events.
CREATE TABLE command (
    id        TEXT    PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
