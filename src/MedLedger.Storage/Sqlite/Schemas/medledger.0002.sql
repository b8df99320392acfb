-- From this version on intake.db belongs to the store: a store that says 2 and has none was restored in part.

-- 9 is unlinked: a start asks whether a page was made since.
CREATE INDEX documents_unlinked ON documents (patient, step_at) WHERE step = 9;
