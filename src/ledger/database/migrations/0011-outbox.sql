-- What the outbox decides has columns of its own. Until here some of it was read out of texts and nulls.

CREATE TABLE delivery_error_kinds (kind ledger_text PRIMARY KEY);
INSERT INTO delivery_error_kinds VALUES
  ('rate-limited'), ('unavailable'), ('timeout'), ('unauthorized'), ('forbidden'), ('not-found'), ('invalid'), ('unknown');

-- The delivery whose post holds this one.
ALTER TABLE deliveries RENAME COLUMN batch TO batch_id;
-- When the first attempt was begun that may have arrived without our knowing.
ALTER TABLE deliveries RENAME COLUMN unsure_since TO uncertain_since;
-- When the last attempt was begun. Until here the time above was also that of an attempt under way.
ALTER TABLE deliveries ADD COLUMN attempted_at ledger_text;
UPDATE deliveries SET attempted_at = uncertain_since WHERE state = 'sending';

-- Until then it waits for the time of its channel and lets newer ones pass: until here a due time without an error said so.
ALTER TABLE deliveries ADD COLUMN hold_until ledger_text;
UPDATE deliveries SET hold_until = next_attempt_at
  WHERE state = 'pending' AND last_error IS NULL AND next_attempt_at > created_at;

-- The last error, of which the text 'a person asked for it again' was none.
ALTER TABLE deliveries ADD COLUMN error_kind ledger_text;
ALTER TABLE deliveries ADD COLUMN error_message ledger_text;
UPDATE deliveries SET error_kind = known.kind, error_message = substr(last_error, length(known.kind) + 3)
  FROM delivery_error_kinds AS known WHERE last_error LIKE known.kind || ': %';
UPDATE deliveries SET error_kind = 'unknown', error_message = last_error
  WHERE last_error IS NOT NULL AND error_kind IS NULL AND last_error <> 'a person asked for it again';
ALTER TABLE deliveries DROP COLUMN last_error;

ALTER TABLE edits ADD COLUMN error_kind ledger_text;
ALTER TABLE edits ADD COLUMN error_message ledger_text;
UPDATE edits SET error_kind = known.kind, error_message = substr(last_error, length(known.kind) + 3)
  FROM delivery_error_kinds AS known WHERE last_error LIKE known.kind || ': %';
UPDATE edits SET error_kind = 'unknown', error_message = last_error WHERE last_error IS NOT NULL AND error_kind IS NULL;
ALTER TABLE edits DROP COLUMN last_error;

DROP TABLE delivery_error_kinds;
