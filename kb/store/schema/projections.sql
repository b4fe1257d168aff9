-- Everything here is derived from the journal. One row a noun: `doc` is the folded value of
-- antiphon-model as JSON, the other columns are what lists filter and sort by.
-- A change here, or in what is put into a column, needs a higher number in src/store.rs.

CREATE TABLE meta (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL -- the last event that the tables hold
) STRICT;
INSERT INTO meta (id, seq) VALUES (1, 0);

CREATE TABLE workspace (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    doc TEXT NOT NULL
) STRICT;

CREATE TABLE voice (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    in_force INTEGER NOT NULL, -- number of the approved revision; 0 for none
    doc      TEXT    NOT NULL
) STRICT;

-- The title is the newest revision's; validity, locale and channels are those of the approved
-- revision, or of the open one while nothing is approved.
CREATE TABLE answer (
    id             TEXT    PRIMARY KEY,
    state          TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    title_key      TEXT    NOT NULL, -- equal for titles that a person would call the same
    shortcut       TEXT,
    owner          TEXT,
    locale         TEXT,
    source         TEXT,             -- the tool it came from, and its id there
    source_id      TEXT,
    created_ms     INTEGER NOT NULL,
    changed_ms     INTEGER NOT NULL,
    valid_from     TEXT,             -- as written: a day or a moment
    valid_from_ms  INTEGER,          -- in the workspace's zone
    valid_until    TEXT,
    valid_until_ms INTEGER,
    has_open       INTEGER NOT NULL,
    approved_ms    INTEGER,
    seq            INTEGER NOT NULL, -- of its last event
    doc            TEXT    NOT NULL
) STRICT;
CREATE INDEX answer_seq ON answer (seq);
CREATE INDEX answer_changed ON answer (changed_ms DESC, id);
CREATE INDEX answer_state ON answer (state, changed_ms DESC, id);
CREATE INDEX answer_title_key ON answer (title_key);
CREATE INDEX answer_shortcut ON answer (shortcut) WHERE shortcut IS NOT NULL;
CREATE INDEX answer_origin ON answer (source, source_id) WHERE source IS NOT NULL;
CREATE INDEX answer_owner ON answer (owner) WHERE owner IS NOT NULL;
CREATE INDEX answer_locale ON answer (locale) WHERE locale IS NOT NULL;
CREATE INDEX answer_until ON answer (valid_until_ms) WHERE valid_until_ms IS NOT NULL;

CREATE TABLE answer_topic (
    answer   TEXT    NOT NULL,
    topic    TEXT    NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (answer, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_topic_topic ON answer_topic (topic);

-- None for an answer that may be used everywhere.
CREATE TABLE answer_channel (
    answer  TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (answer, channel)
) STRICT, WITHOUT ROWID;

-- Phrasings learned from accepted suggestions, and what answers were rejected for, oldest first.
CREATE TABLE learned (
    answer       TEXT    NOT NULL,
    rejected     INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    id           TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    conversation TEXT    NOT NULL,
    confidence   INTEGER,
    PRIMARY KEY (answer, rejected, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX learned_judged ON learned (confidence, rejected) WHERE confidence IS NOT NULL;

-- Which sent reply was written with which revision of which answer.
CREATE TABLE answer_use (
    conversation TEXT    NOT NULL,
    reply        TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    revision     INTEGER NOT NULL, -- the last one inserted
    at_ms        INTEGER NOT NULL,
    PRIMARY KEY (conversation, reply, answer)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_use_answer ON answer_use (answer, at_ms);

CREATE TABLE customer (
    id         TEXT PRIMARY KEY,
    channel    TEXT NOT NULL,
    handle     TEXT,
    handle_key TEXT,          -- the handle in lower case, without @
    name       TEXT,
    followers  INTEGER,
    search     TEXT NOT NULL, -- handle and name in lower case
    doc        TEXT NOT NULL
) STRICT;
CREATE INDEX customer_handle ON customer (channel, handle_key) WHERE handle_key IS NOT NULL;

CREATE TABLE conversation (
    id               TEXT    PRIMARY KEY,
    channel          TEXT    NOT NULL,
    customer         TEXT    NOT NULL,
    public           INTEGER NOT NULL,
    state            TEXT    NOT NULL,
    snoozed_until_ms INTEGER,
    waiting_since_ms INTEGER,
    waiting_queries  INTEGER NOT NULL,
    assignee         TEXT,
    last_ms          INTEGER NOT NULL, -- of the last message, theirs or ours
    locale           TEXT,             -- of the latest query
    snippet          TEXT    NOT NULL, -- the start of the latest query
    search           TEXT    NOT NULL, -- all messages in lower case
    doc              TEXT    NOT NULL
) STRICT;
CREATE INDEX conversation_customer ON conversation (customer);
CREATE INDEX conversation_waiting
    ON conversation (state, channel, waiting_since_ms, snoozed_until_ms, assignee, id)
    WHERE state IN ('open', 'snoozed');
CREATE INDEX conversation_done
    ON conversation (last_ms DESC, id) WHERE state IN ('answered', 'resolved');
