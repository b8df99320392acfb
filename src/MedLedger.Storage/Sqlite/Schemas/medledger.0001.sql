-- Times are milliseconds since 1970 unless a column says seconds. Digests are 32 bytes. No clinical word and no name rests in clear.

CREATE TABLE patients (
    id         TEXT PRIMARY KEY,
    reference  TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE documents (
    id               TEXT PRIMARY KEY,
    patient          TEXT NOT NULL REFERENCES patients (id),
    keyed_digest     BLOB NOT NULL,
    sealed_name      BLOB,
    media_type       TEXT NOT NULL,
    bytes            INTEGER NOT NULL,
    received_at      INTEGER NOT NULL,
    step             INTEGER NOT NULL,
    step_at          INTEGER NOT NULL,
    envelope         BLOB,
    envelope_key     BLOB,
    leaf             INTEGER,
    reading          BLOB,
    reading_key      BLOB,
    findings         BLOB,
    findings_key     BLOB,
    outcome          TEXT,
    sealed_note      BLOB,
    UNIQUE (patient, keyed_digest)
) STRICT;

-- 1 to 5 are the steps that a start takes up again.
CREATE INDEX documents_unfinished ON documents (received_at, id) WHERE step <= 5;

-- An opening is kept before its leaf exists: a leaf whose salt was lost could never be opened again.
CREATE TABLE log_openings (
    commitment BLOB PRIMARY KEY,
    kind       INTEGER NOT NULL,
    patient    TEXT NOT NULL REFERENCES patients (id),
    sealed     BLOB NOT NULL,
    leaf       INTEGER UNIQUE,
    epoch      INTEGER
) STRICT;

CREATE INDEX log_openings_of_patient ON log_openings (patient, leaf);

CREATE TABLE summaries (
    patient      TEXT NOT NULL REFERENCES patients (id),
    number       INTEGER NOT NULL,
    address      BLOB NOT NULL,
    record_key   BLOB NOT NULL,
    leaf         INTEGER,
    made_at      INTEGER NOT NULL,
    PRIMARY KEY (patient, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE anchors (
    epoch      INTEGER PRIMARY KEY,
    tree_size  INTEGER NOT NULL,
    root       BLOB NOT NULL,
    tx         TEXT,
    status     INTEGER NOT NULL
) STRICT;

CREATE TABLE wallet_bindings (
    patient  TEXT NOT NULL REFERENCES patients (id),
    wallet   TEXT NOT NULL,
    bound_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE UNIQUE INDEX wallet_bindings_current ON wallet_bindings (patient) WHERE ended_at IS NULL;

-- Signed numbers are unsigned 64-bit and kept as the same 64 bits.
CREATE TABLE grants (
    id          BLOB PRIMARY KEY,
    patient     TEXT NOT NULL REFERENCES patients (id),
    patient_ref BLOB NOT NULL,
    blinding    BLOB NOT NULL,
    grantee     BLOB NOT NULL,
    scope       TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    not_before  INTEGER NOT NULL,
    not_after   INTEGER NOT NULL,
    nonce       INTEGER NOT NULL,
    deadline    INTEGER NOT NULL,
    signed_at   INTEGER NOT NULL,
    signer      TEXT NOT NULL,
    signature   BLOB NOT NULL
) STRICT;

CREATE INDEX grants_of_patient ON grants (patient, grantee);

CREATE TABLE revocations (
    grant_id    BLOB PRIMARY KEY REFERENCES grants (id),
    revoked_at  INTEGER NOT NULL,
    nonce       INTEGER NOT NULL,
    signature   BLOB NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE used_nonces (
    patient TEXT NOT NULL REFERENCES patients (id),
    nonce   INTEGER NOT NULL,
    PRIMARY KEY (patient, nonce)
) STRICT, WITHOUT ROWID;

CREATE TABLE break_glass_windows (
    patient      TEXT NOT NULL REFERENCES patients (id),
    reader       BLOB NOT NULL,
    opened_at    INTEGER NOT NULL,
    until        INTEGER NOT NULL,
    leaf         INTEGER NOT NULL,
    tree_size    INTEGER NOT NULL,
    PRIMARY KEY (patient, reader, until, leaf)
) STRICT, WITHOUT ROWID;
