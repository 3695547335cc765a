CREATE TRIGGER join_decisions_append_only BEFORE UPDATE OR DELETE ON join_decisions FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER join_decisions_no_truncate BEFORE TRUNCATE ON join_decisions EXECUTE FUNCTION ledger_append_only();
