-- Which rule of the reader found a figure; null for figures that were read before rules had names.
ALTER TABLE readings ADD COLUMN rule ledger_text;

-- Figures that a text names and does not assert. They are in no series and in no total.
CREATE TABLE mentions (
  id ledger_text PRIMARY KEY,
  run_id ledger_text NOT NULL REFERENCES reader_runs (id),
  document_id ledger_text NOT NULL,
  snapshot_id ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  stance ledger_text NOT NULL CHECK (stance IN ('denied', 'doubted', 'alleged', 'under-review', 'withdrawn')),
  measure ledger_text NOT NULL,
  value BIGINT NOT NULL,
  value_max BIGINT,
  qualifier ledger_text,
  speakers ledger_text NOT NULL,
  place ledger_text,
  window_from ledger_text,
  window_to ledger_text,
  rule ledger_text,
  quote ledger_text NOT NULL,
  quote_start BIGINT NOT NULL,
  quote_end BIGINT NOT NULL
);
CREATE INDEX mentions_by_run ON mentions (run_id);
CREATE INDEX mentions_by_value ON mentions (measure, value);
