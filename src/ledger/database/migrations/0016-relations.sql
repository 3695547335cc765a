-- How documents relate: copies, answers, corrections.
CREATE TABLE document_relations (
  id ledger_text PRIMARY KEY,
  kind ledger_text NOT NULL CHECK (kind IN ('copy-of', 'reacts-to', 'corrects')),
  from_document ledger_text NOT NULL REFERENCES documents (id),
  to_document ledger_text NOT NULL REFERENCES documents (id),
  reason ledger_text NOT NULL,
  related_at ledger_text NOT NULL
);
CREATE INDEX document_relations_by_from ON document_relations (from_document);
CREATE INDEX document_relations_by_to ON document_relations (to_document);

-- Hashes of some runs of words of each current text: texts that share them may be copies. Derived from snapshots.
CREATE TABLE document_sketches (
  hash BIGINT NOT NULL,
  document_id ledger_text NOT NULL,
  PRIMARY KEY (hash, document_id)
);
CREATE INDEX document_sketches_by_document ON document_sketches (document_id);

-- What a text demands of a belligerent or says of its conduct, with the quote.
CREATE TABLE positions (
  id ledger_text PRIMARY KEY,
  run_id ledger_text NOT NULL REFERENCES reader_runs (id),
  document_id ledger_text NOT NULL,
  kind ledger_text NOT NULL,
  rule ledger_text NOT NULL,
  quote ledger_text NOT NULL,
  quote_start BIGINT NOT NULL,
  quote_end BIGINT NOT NULL
);
CREATE INDEX positions_by_run ON positions (run_id);
