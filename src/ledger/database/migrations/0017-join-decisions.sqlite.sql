CREATE TRIGGER join_decisions_no_update BEFORE UPDATE ON join_decisions BEGIN SELECT RAISE(ABORT, 'join_decisions is append-only'); END;
CREATE TRIGGER join_decisions_no_delete BEFORE DELETE ON join_decisions BEGIN SELECT RAISE(ABORT, 'join_decisions is append-only'); END;
