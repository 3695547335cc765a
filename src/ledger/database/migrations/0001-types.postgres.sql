-- Text that sorts by code point whatever the database's locale is, as SQLite sorts it.
CREATE DOMAIN ledger_text AS text COLLATE "C";
CREATE DOMAIN ledger_blob AS bytea;
