-- What came in through a door and waits for its patient. Apart from medledger.db, so that a flood of messages never stands before
-- an emergency's reading. Digests are keyed; no clinical word, no name and no identifier rests in clear.

CREATE TABLE batches (
    id       TEXT PRIMARY KEY,
    envelope BLOB NOT NULL,
    key      BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE arrivals (
    id          TEXT PRIMARY KEY,
    door        TEXT NOT NULL,
    content     BLOB NOT NULL UNIQUE,
    control     BLOB,
    body        BLOB,
    patient     TEXT,
    received_at INTEGER NOT NULL,
    batch       TEXT NOT NULL,
    start       INTEGER NOT NULL,
    length      INTEGER NOT NULL,
    state       INTEGER NOT NULL,
    state_at    INTEGER NOT NULL,
    outcome     TEXT,
    envelope    BLOB,
    key         BLOB,
    note        BLOB,
    document    TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX arrivals_of_control ON arrivals (control) WHERE control IS NOT NULL;

-- 1 waits for the filing clerk, 3 for a person.
CREATE INDEX arrivals_open ON arrivals (state, received_at, id) WHERE state IN (1, 3);

CREATE INDEX arrivals_of_batch ON arrivals (batch) WHERE state = 1;

-- Whose identifier it is, and which document says so; a document that is unlinked takes its rows with it.
CREATE TABLE identifiers (
    digest    BLOB NOT NULL,
    namespace BLOB NOT NULL,
    patient   TEXT NOT NULL,
    document  TEXT NOT NULL,
    standing  INTEGER NOT NULL,
    PRIMARY KEY (digest, patient, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX identifiers_of_patient ON identifiers (patient);

CREATE INDEX identifiers_of_document ON identifiers (document);

-- Documents whose identifiers are in the table above.
CREATE TABLE indexed (
    document TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- A person said whose the document is, against or without what it says itself.
CREATE TABLE links (
    document TEXT PRIMARY KEY,
    patient  TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far a feed of another system was followed.
CREATE TABLE cursors (
    feed     TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
