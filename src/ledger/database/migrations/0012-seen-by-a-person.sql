-- A post that only a person saw has no receipt. Until here it had one with a text in place of an id.
UPDATE deliveries SET receipt = NULL, receipt_id = NULL WHERE receipt_id = 'seen by a person';
