-- One file for both databases: SQLite reads TEXT and BLOB out of the type names, Postgres has them as domains.
-- Times are ISO 8601 in UTC with milliseconds, months YYYY-MM, days YYYY-MM-DD, JSON is text, booleans are 0 and 1.

CREATE TABLE documents (
  id ledger_text PRIMARY KEY,
  publisher ledger_text NOT NULL,
  identity ledger_text NOT NULL,
  source ledger_text NOT NULL,
  url ledger_text NOT NULL,
  title ledger_text,
  published ledger_text,
  first_seen ledger_text NOT NULL,
  checked_at ledger_text NOT NULL,
  etag ledger_text,
  last_modified ledger_text,
  text_length BIGINT NOT NULL,
  state ledger_text NOT NULL CHECK (state IN ('present', 'gone')),
  snapshots BIGINT NOT NULL,
  current_snapshot_id ledger_text NOT NULL,
  current_run_id ledger_text,
  readings BIGINT NOT NULL
);
CREATE INDEX documents_by_check ON documents (source, state, checked_at, id);
CREATE INDEX documents_by_publisher ON documents (publisher, id);

CREATE TABLE snapshots (
  id ledger_text PRIMARY KEY,
  document_id ledger_text NOT NULL REFERENCES documents (id),
  n BIGINT NOT NULL,
  source ledger_text NOT NULL,
  url ledger_text NOT NULL,
  title ledger_text,
  published ledger_text,
  fetched_at ledger_text NOT NULL,
  state ledger_text NOT NULL CHECK (state IN ('present', 'gone')),
  status BIGINT,
  content_type ledger_text NOT NULL,
  headers ledger_text NOT NULL,
  sha256 ledger_text NOT NULL,
  text_sha256 ledger_text NOT NULL,
  bytes ledger_blob,
  text ledger_blob,
  UNIQUE (document_id, n)
);
CREATE INDEX snapshots_by_source ON snapshots (source);
CREATE INDEX snapshots_by_time ON snapshots (fetched_at, id);

CREATE TABLE reader_runs (
  id ledger_text PRIMARY KEY,
  snapshot_id ledger_text NOT NULL REFERENCES snapshots (id),
  n BIGINT NOT NULL,
  reader ledger_text NOT NULL,
  reader_version BIGINT NOT NULL,
  period_from ledger_text,
  period_to ledger_text,
  warnings ledger_text NOT NULL,
  run_at ledger_text NOT NULL,
  UNIQUE (snapshot_id, n)
);

CREATE TABLE readings (
  id ledger_text PRIMARY KEY,
  run_id ledger_text NOT NULL REFERENCES reader_runs (id),
  document_id ledger_text NOT NULL,
  snapshot_id ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  series ledger_text NOT NULL,
  measure ledger_text NOT NULL,
  value BIGINT NOT NULL,
  value_max BIGINT,
  qualifier ledger_text,
  speaker ledger_text NOT NULL,
  place ledger_text,
  window_from ledger_text,
  window_to ledger_text,
  quote ledger_text NOT NULL,
  quote_start BIGINT NOT NULL,
  quote_end BIGINT NOT NULL,
  sort_period ledger_text NOT NULL,
  sort_to ledger_text NOT NULL,
  sort_published ledger_text NOT NULL,
  recorded_at ledger_text NOT NULL
);
CREATE INDEX readings_by_run ON readings (run_id);
CREATE INDEX readings_by_series ON readings (series, sort_period, sort_to, sort_published);
CREATE INDEX readings_by_measure ON readings (measure, sort_period, sort_published, recorded_at, id);
CREATE INDEX readings_by_speaker ON readings (measure, speaker, value);
CREATE INDEX readings_by_publisher ON readings (publisher, measure, sort_period, sort_published, recorded_at, id);

CREATE TABLE incidents (
  id ledger_text PRIMARY KEY,
  run_id ledger_text NOT NULL REFERENCES reader_runs (id),
  number BIGINT,
  date ledger_text,
  date_to ledger_text,
  place ledger_text,
  country ledger_text,
  via ledger_text,
  outcome ledger_text NOT NULL,
  killed BIGINT,
  killed_max BIGINT,
  injured BIGINT,
  report_number ledger_text,
  ngo_code ledger_text,
  mgrs ledger_text NOT NULL,
  not_previously_reported BIGINT NOT NULL CHECK (not_previously_reported IN (0, 1)),
  quote ledger_text NOT NULL,
  quote_start BIGINT NOT NULL,
  quote_end BIGINT NOT NULL
);
CREATE INDEX incidents_by_run ON incidents (run_id);

CREATE TABLE findings (
  id ledger_text PRIMARY KEY,
  event ledger_text NOT NULL,
  kind ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  found_at ledger_text NOT NULL,
  body ledger_text NOT NULL
);
CREATE INDEX findings_by_event ON findings (event);
CREATE INDEX findings_by_time ON findings (found_at, id);
CREATE INDEX findings_by_kind ON findings (kind, found_at, id);
CREATE INDEX findings_by_publisher ON findings (publisher, found_at, id);

-- The sums are all that were tried; the run is the one the findings were made from.
CREATE TABLE events (
  event ledger_text PRIMARY KEY,
  snapshot_id ledger_text,
  run_id ledger_text,
  sums ledger_text NOT NULL
);

CREATE TABLE subscriptions (
  id ledger_text PRIMARY KEY,
  destination ledger_text NOT NULL,
  channel ledger_text NOT NULL,
  owner ledger_text,
  wants ledger_text NOT NULL,
  state ledger_text NOT NULL CHECK (state IN ('active', 'paused')),
  paused_reason ledger_text,
  created_at ledger_text NOT NULL
);

CREATE TABLE deliveries (
  id ledger_text PRIMARY KEY,
  seq BIGINT NOT NULL UNIQUE,
  event ledger_text NOT NULL,
  subscription_id ledger_text NOT NULL REFERENCES subscriptions (id),
  finding_id ledger_text NOT NULL REFERENCES findings (id),
  document_id ledger_text,
  state ledger_text NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'rejected', 'uncertain')),
  attempts BIGINT NOT NULL,
  next_attempt_at ledger_text NOT NULL,
  worker ledger_text,
  lease_until ledger_text,
  last_error ledger_text,
  receipt ledger_text,
  created_at ledger_text NOT NULL,
  sent_at ledger_text,
  UNIQUE (event, subscription_id)
);
CREATE INDEX deliveries_due ON deliveries (state, next_attempt_at, seq);
CREATE INDEX deliveries_sent ON deliveries (subscription_id, document_id, sent_at);

CREATE TABLE sources (
  source ledger_text PRIMARY KEY,
  state ledger_text NOT NULL
);

-- What follows is drawn from the history above, may be rebuilt from it at any time and is not exported.

-- The current head of each series.
CREATE TABLE heads (
  series ledger_text PRIMARY KEY,
  measure ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  reading_id ledger_text NOT NULL
);
CREATE INDEX heads_by_measure ON heads (measure, publisher);

-- The incidents of current snapshots; an undated one has sort_date ''.
CREATE TABLE listed_incidents (
  incident_id ledger_text PRIMARY KEY,
  document_id ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  country ledger_text NOT NULL,
  outcome ledger_text NOT NULL,
  sort_date ledger_text NOT NULL
);
CREATE INDEX listed_by_document ON listed_incidents (document_id);
CREATE INDEX listed_by_date ON listed_incidents (sort_date, incident_id);
CREATE INDEX listed_by_outcome ON listed_incidents (outcome, sort_date, incident_id);
CREATE INDEX listed_by_publisher ON listed_incidents (publisher, sort_date, incident_id);
CREATE INDEX listed_by_country ON listed_incidents (country, sort_date, incident_id);
CREATE INDEX listed_by_publisher_outcome ON listed_incidents (publisher, outcome, sort_date, incident_id);
CREATE INDEX listed_by_country_outcome ON listed_incidents (country, outcome, sort_date, incident_id);
CREATE INDEX listed_by_publisher_country ON listed_incidents (publisher, country, sort_date, incident_id);

-- Each place from each of its words to its end, folded, beside what else is asked for with it.
CREATE TABLE incident_parts (
  incident_id ledger_text NOT NULL,
  part ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  country ledger_text NOT NULL,
  outcome ledger_text NOT NULL,
  sort_date ledger_text NOT NULL,
  PRIMARY KEY (incident_id, part)
);
CREATE INDEX parts_by_date ON incident_parts (part, sort_date, incident_id);
CREATE INDEX parts_by_outcome ON incident_parts (part, outcome, sort_date, incident_id);

-- What makes two entries the same: a report number, an NGO code, a grid reference, a day and place.
CREATE TABLE incident_keys (
  incident_id ledger_text NOT NULL,
  publisher ledger_text NOT NULL,
  key ledger_text NOT NULL,
  document_id ledger_text NOT NULL,
  PRIMARY KEY (publisher, key, incident_id)
);
CREATE INDEX keys_by_document ON incident_keys (document_id);

-- The snapshots a sum involves.
CREATE TABLE finding_snapshots (
  snapshot_id ledger_text NOT NULL,
  finding_id ledger_text NOT NULL,
  PRIMARY KEY (snapshot_id, finding_id)
);
