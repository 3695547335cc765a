-- Since when a document that is not yet counted as withdrawn has not been at its address.
ALTER TABLE documents ADD COLUMN missing_since ledger_text;
