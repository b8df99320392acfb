-- The head of the log. One row, once made never removed; its loss or a rollback would let the log sign two histories.
CREATE TABLE log_lock (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    size       INTEGER NOT NULL,
    root       BLOB NOT NULL,
    checkpoint BLOB NOT NULL,
    staging    TEXT NOT NULL
) STRICT;
