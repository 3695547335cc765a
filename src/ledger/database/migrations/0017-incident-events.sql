-- What only the page of a documenting body states of an incident, as a JSON object.
ALTER TABLE incidents ADD COLUMN dossier ledger_text;

-- What persons decided: whether two accounts are of one event. The latest decision about a pair counts.
CREATE TABLE join_decisions (
  id ledger_text PRIMARY KEY,
  one ledger_text NOT NULL,
  other ledger_text NOT NULL,
  decision ledger_text NOT NULL CHECK (decision IN ('joined', 'parted')),
  person ledger_text NOT NULL,
  reason ledger_text NOT NULL,
  decided_at ledger_text NOT NULL,
  CHECK (one < other)
);
CREATE INDEX join_decisions_by_one ON join_decisions (one);
CREATE INDEX join_decisions_by_other ON join_decisions (other);

-- What follows is drawn from history, may be rebuilt from it at any time and is not exported.

CREATE TABLE account_versions (
  key ledger_text NOT NULL,
  run_id ledger_text NOT NULL,
  document_id ledger_text NOT NULL,
  facts ledger_text NOT NULL,
  incident_id ledger_text,
  reading_ids ledger_text NOT NULL,
  recorded_at ledger_text NOT NULL,
  PRIMARY KEY (key, run_id)
);
CREATE INDEX account_versions_by_run ON account_versions (run_id);
CREATE INDEX account_versions_by_incident ON account_versions (incident_id);
CREATE INDEX account_versions_by_document ON account_versions (document_id);

CREATE TABLE accounts (
  key ledger_text PRIMARY KEY,
  event_id ledger_text NOT NULL,
  document_id ledger_text NOT NULL,
  run_id ledger_text NOT NULL,
  form ledger_text NOT NULL,
  facts ledger_text NOT NULL,
  is_current BIGINT NOT NULL CHECK (is_current IN (0, 1))
);
CREATE INDEX accounts_by_event ON accounts (event_id);
CREATE INDEX accounts_by_document ON accounts (document_id);

CREATE TABLE account_blocks (
  block ledger_text NOT NULL,
  key ledger_text NOT NULL,
  PRIMARY KEY (block, key)
);
CREATE INDEX account_blocks_by_key ON account_blocks (key);

CREATE TABLE incident_events (
  id ledger_text PRIMARY KEY,
  sort_day ledger_text NOT NULL,
  hints ledger_text NOT NULL
);
CREATE INDEX incident_events_in_order ON incident_events (sort_day, id);
