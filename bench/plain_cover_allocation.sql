CREATE INDEX plain_allocation ON allocation (debtor_id, account_id, item_id, on_day, amount_minor, source, source_id)
