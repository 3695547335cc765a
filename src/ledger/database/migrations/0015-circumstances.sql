-- Who the dead were, why, and what followed: a JSON object of what was read. What it lacks was not read.
ALTER TABLE readings ADD COLUMN circumstances ledger_text NOT NULL DEFAULT '{}';
ALTER TABLE incidents ADD COLUMN circumstances ledger_text NOT NULL DEFAULT '{}';
