-- Posts that went out before their receipts were looked for by id.
UPDATE deliveries SET receipt_id = receipt::json ->> 'id' WHERE receipt IS NOT NULL;
