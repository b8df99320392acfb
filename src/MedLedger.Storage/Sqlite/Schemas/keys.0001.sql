CREATE TABLE wrapped_keys (
    id      BLOB PRIMARY KEY,
    patient TEXT NOT NULL,
    context BLOB NOT NULL,
    bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX wrapped_keys_of_patient ON wrapped_keys (patient);

-- A tombstone says that a record was erased, not lost. It names no patient.
CREATE TABLE destroyed_keys (
    id           BLOB PRIMARY KEY,
    destroyed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
