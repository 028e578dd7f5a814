CREATE INDEX plain_item ON item (debtor_id, account_id, item_id, issued_day, kind, due_day, amount_minor)
