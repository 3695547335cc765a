-- Sets are JSON arrays; until here they were texts joined by a plus sign.
ALTER TABLE readings ADD COLUMN speakers ledger_text NOT NULL DEFAULT '[]';
UPDATE readings SET speakers = '["' || replace(speaker, '+', '","') || '"]';
DROP INDEX readings_by_speaker;
ALTER TABLE readings DROP COLUMN speaker;
CREATE INDEX readings_by_speakers ON readings (measure, speakers, value);

ALTER TABLE incidents ADD COLUMN vias ledger_text NOT NULL DEFAULT '[]';
ALTER TABLE incidents ADD COLUMN report_numbers ledger_text NOT NULL DEFAULT '[]';
ALTER TABLE incidents ADD COLUMN ngo_codes ledger_text NOT NULL DEFAULT '[]';
UPDATE incidents SET vias = '["' || replace(via, '+', '","') || '"]' WHERE via IS NOT NULL;
UPDATE incidents SET report_numbers = '["' || replace(report_number, '+', '","') || '"]' WHERE report_number IS NOT NULL;
UPDATE incidents SET ngo_codes = '["' || replace(ngo_code, '+', '","') || '"]' WHERE ngo_code IS NOT NULL;
ALTER TABLE incidents DROP COLUMN via;
ALTER TABLE incidents DROP COLUMN report_number;
ALTER TABLE incidents DROP COLUMN ngo_code;

-- The series of a reading is drawn from it by a rule that may change, so it leaves history and joins what is derived.
DROP INDEX readings_by_series;
ALTER TABLE readings DROP COLUMN series;
CREATE TABLE series_readings (
  reading_id ledger_text PRIMARY KEY,
  series ledger_text NOT NULL,
  run_id ledger_text NOT NULL,
  sort_period ledger_text NOT NULL,
  sort_to ledger_text NOT NULL,
  sort_published ledger_text NOT NULL,
  recorded_at ledger_text NOT NULL
);
CREATE INDEX series_readings_in_order ON series_readings (series, sort_period, sort_to, sort_published, recorded_at, reading_id);
CREATE INDEX series_readings_by_run ON series_readings (run_id);

-- One row: by which rules what is derived was drawn. Without it everything derived is drawn anew at the next start.
CREATE TABLE projection_rules (version BIGINT NOT NULL);
