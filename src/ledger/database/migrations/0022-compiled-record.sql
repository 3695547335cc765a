-- The compiled record: what was published before Ackwatch watched, without quotes and stored copies. It is bundled with the
-- program and replaced as a whole when another version is loaded.
CREATE TABLE compiled_figures (
  id ledger_text PRIMARY KEY,
  report ledger_text NOT NULL,
  version BIGINT NOT NULL,
  publisher ledger_text NOT NULL,
  measure ledger_text NOT NULL,
  value BIGINT NOT NULL,
  value_max BIGINT,
  qualifier ledger_text,
  speakers ledger_text NOT NULL,
  place ledger_text,
  window_from ledger_text,
  window_to ledger_text,
  period_from ledger_text,
  period_to ledger_text,
  published ledger_text,
  url ledger_text NOT NULL,
  address ledger_text NOT NULL,
  identity ledger_text,
  known ledger_text NOT NULL,
  reconstructed BIGINT NOT NULL CHECK (reconstructed IN (0, 1)),
  note ledger_text,
  loaded_at ledger_text NOT NULL
);
CREATE INDEX compiled_by_measure ON compiled_figures (measure);
CREATE INDEX compiled_by_publisher ON compiled_figures (publisher);
