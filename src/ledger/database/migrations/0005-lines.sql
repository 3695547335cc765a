-- What buttons that hold only a few characters stand for. Never part of an export: it is what people asked, and soon forgotten.
CREATE TABLE lines (
  id ledger_text PRIMARY KEY,
  line ledger_text NOT NULL,
  kept_at ledger_text NOT NULL
);
CREATE INDEX lines_by_time ON lines (kept_at);
