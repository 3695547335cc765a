-- Since when a channel wants no posts, and until when; no end while it is muted until somebody unmutes it.
ALTER TABLE subscriptions ADD COLUMN muted_at ledger_text;
ALTER TABLE subscriptions ADD COLUMN muted_until ledger_text;
