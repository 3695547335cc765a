-- The id that a feed or an API gives a document: some change its address at every visit.
ALTER TABLE documents ADD COLUMN guid ledger_text;
CREATE INDEX documents_by_guid ON documents (publisher, guid);
CREATE INDEX snapshots_by_text ON snapshots (text_sha256);
