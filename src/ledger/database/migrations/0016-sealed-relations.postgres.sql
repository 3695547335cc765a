CREATE TRIGGER document_relations_append_only BEFORE UPDATE OR DELETE ON document_relations FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER document_relations_no_truncate BEFORE TRUNCATE ON document_relations EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER positions_append_only BEFORE UPDATE OR DELETE ON positions FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER positions_no_truncate BEFORE TRUNCATE ON positions EXECUTE FUNCTION ledger_append_only();
