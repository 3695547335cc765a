-- Events and places that a channel gets in any case: a JSON array of `Follow`.
ALTER TABLE subscriptions ADD COLUMN follows ledger_text NOT NULL DEFAULT '[]';
