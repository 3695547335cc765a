-- What a subscription of a chat holds, posts that are told together, posts that are to be edited, and what platforms gave us.

ALTER TABLE subscriptions ADD COLUMN origin ledger_text NOT NULL DEFAULT 'configuration' CHECK (origin IN ('configuration', 'chat', 'owner'));
ALTER TABLE subscriptions ADD COLUMN space ledger_text;
ALTER TABLE subscriptions ADD COLUMN filters ledger_text NOT NULL DEFAULT '{"publishers":[],"countries":[],"minKilled":null}';
ALTER TABLE subscriptions ADD COLUMN preferences ledger_text NOT NULL DEFAULT '{"rhythm":{"type":"immediate"},"quiet":null,"zone":"UTC","form":"full","language":"en"}';
ALTER TABLE subscriptions ADD COLUMN ended_at ledger_text;
CREATE INDEX subscriptions_by_channel ON subscriptions (destination, channel);
CREATE INDEX subscriptions_by_space ON subscriptions (destination, space);

-- The id of the delivery that leads the digest this one is told in; null while it is told alone.
ALTER TABLE deliveries ADD COLUMN batch ledger_text;
ALTER TABLE deliveries ADD COLUMN receipt_id ledger_text;
CREATE INDEX deliveries_by_batch ON deliveries (batch);
CREATE INDEX deliveries_by_receipt ON deliveries (receipt_id);
CREATE INDEX deliveries_by_subscription ON deliveries (subscription_id, state, sent_at);

-- One row for each post that was ever to be edited; a newer revision raises `request`.
CREATE TABLE edits (
  delivery_id ledger_text PRIMARY KEY REFERENCES deliveries (id),
  request BIGINT NOT NULL,
  state ledger_text NOT NULL CHECK (state IN ('waiting', 'done', 'refused')),
  attempts BIGINT NOT NULL,
  next_attempt_at ledger_text NOT NULL,
  worker ledger_text,
  lease_until ledger_text,
  last_error ledger_text
);
CREATE INDEX edits_due ON edits (state, next_attempt_at);

-- Sealed credentials; never part of an export.
CREATE TABLE installations (
  destination ledger_text NOT NULL,
  space ledger_text NOT NULL,
  sealed ledger_text NOT NULL,
  installed_at ledger_text NOT NULL,
  PRIMARY KEY (destination, space)
);
