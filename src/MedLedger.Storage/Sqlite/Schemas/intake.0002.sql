-- The namespace without the kind of number, because a sender may leave the kind out. Older rows are compared by namespace alone.
ALTER TABLE identifiers ADD COLUMN system BLOB;
