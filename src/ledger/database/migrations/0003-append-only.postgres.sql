-- History is never changed or removed. TRUNCATE fires no row trigger, so it has its own.
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'AW001';
END $$;
CREATE TRIGGER snapshots_append_only BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER snapshots_no_truncate BEFORE TRUNCATE ON snapshots EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER reader_runs_append_only BEFORE UPDATE OR DELETE ON reader_runs FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER reader_runs_no_truncate BEFORE TRUNCATE ON reader_runs EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER readings_append_only BEFORE UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER readings_no_truncate BEFORE TRUNCATE ON readings EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER incidents_append_only BEFORE UPDATE OR DELETE ON incidents FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER incidents_no_truncate BEFORE TRUNCATE ON incidents EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER findings_append_only BEFORE UPDATE OR DELETE ON findings FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER findings_no_truncate BEFORE TRUNCATE ON findings EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events EXECUTE FUNCTION ledger_append_only();
