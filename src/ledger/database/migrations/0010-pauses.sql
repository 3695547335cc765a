-- Why a subscription is paused: a cause that programs read, and a detail for people. Until here both were one text.
ALTER TABLE subscriptions ADD COLUMN paused_cause ledger_text;
ALTER TABLE subscriptions ADD COLUMN paused_detail ledger_text;
UPDATE subscriptions SET paused_cause = 'not-configured', paused_detail = ''
  WHERE paused_reason = 'no longer in the configuration';
UPDATE subscriptions SET paused_cause = 'removed-from-space', paused_detail = substr(paused_reason, 7)
  WHERE paused_reason LIKE 'left: %';
UPDATE subscriptions SET paused_cause = known.kind, paused_detail = substr(paused_reason, length(known.kind) + 3)
  FROM (
    SELECT 'rate-limited' AS kind UNION ALL SELECT 'unavailable' UNION ALL SELECT 'timeout' UNION ALL
    SELECT 'unauthorized' UNION ALL SELECT 'forbidden' UNION ALL SELECT 'not-found' UNION ALL
    SELECT 'invalid' UNION ALL SELECT 'unknown'
  ) AS known
  WHERE paused_reason LIKE known.kind || ': %';
UPDATE subscriptions SET paused_cause = 'unknown', paused_detail = coalesce(paused_reason, '')
  WHERE state = 'paused' AND paused_cause IS NULL;
ALTER TABLE subscriptions DROP COLUMN paused_reason;
