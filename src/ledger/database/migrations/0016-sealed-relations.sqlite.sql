CREATE TRIGGER document_relations_no_update BEFORE UPDATE ON document_relations BEGIN SELECT RAISE(ABORT, 'document_relations is append-only'); END;
CREATE TRIGGER document_relations_no_delete BEFORE DELETE ON document_relations BEGIN SELECT RAISE(ABORT, 'document_relations is append-only'); END;
CREATE TRIGGER positions_no_update BEFORE UPDATE ON positions BEGIN SELECT RAISE(ABORT, 'positions is append-only'); END;
CREATE TRIGGER positions_no_delete BEFORE DELETE ON positions BEGIN SELECT RAISE(ABORT, 'positions is append-only'); END;
