CREATE TRIGGER mentions_append_only BEFORE UPDATE OR DELETE ON mentions FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER mentions_no_truncate BEFORE TRUNCATE ON mentions EXECUTE FUNCTION ledger_append_only();
