CREATE TRIGGER readings_append_only BEFORE UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER incidents_append_only BEFORE UPDATE OR DELETE ON incidents FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
