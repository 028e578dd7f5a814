-- columns: ref, not_due, d1_30, d31_60, d61_90, d91_plus, unapplied, total
-- Aging by account as of the past day $1: items of then less what was allocated by then.
SELECT a.ref,
       CAST(SUM(CASE WHEN t.open > 0 AND $1 - t.due_day <= 0 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN t.open > 0 AND $1 - t.due_day BETWEEN 1 AND 30 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN t.open > 0 AND $1 - t.due_day BETWEEN 31 AND 60 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN t.open > 0 AND $1 - t.due_day BETWEEN 61 AND 90 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN t.open > 0 AND $1 - t.due_day > 90 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN t.open < 0 THEN t.open ELSE 0 END) AS BIGINT),
       CAST(SUM(t.open) AS BIGINT)
FROM (
    SELECT i.debtor_id, i.account_id, i.due_day, i.amount_minor - COALESCE(l.paid, 0) AS open
    FROM item i LEFT JOIN (
        SELECT debtor_id, account_id, item_id, SUM(amount_minor) AS paid
        FROM allocation WHERE on_day <= $1 GROUP BY debtor_id, account_id, item_id) l
    ON l.debtor_id = i.debtor_id AND l.account_id = i.account_id AND l.item_id = i.item_id
    WHERE i.issued_day <= $1 AND i.kind <> 6
    UNION ALL
    SELECT p.debtor_id, p.account_id, $1, -(p.amount_minor - COALESCE(l.spent, 0))
    FROM payment p LEFT JOIN (
        SELECT debtor_id, source_id, SUM(amount_minor) AS spent
        FROM allocation WHERE on_day <= $1 AND source = 0 GROUP BY debtor_id, source_id) l
    ON l.debtor_id = p.debtor_id AND l.source_id = p.payment_id
    WHERE p.on_day <= $1) t
JOIN account a ON a.debtor_id = t.debtor_id AND a.account_id = t.account_id
WHERE t.open <> 0
GROUP BY a.debtor_id, a.account_id, a.ref
ORDER BY a.ref
