-- When the first attempt was written down of which nobody learnt whether it arrived, or the one under way; null where there is none.
ALTER TABLE deliveries ADD COLUMN unsure_since ledger_text;
