-- columns: ref, not_due, d1_30, d31_60, d61_90, d91_plus
-- Aging by account of day $1 in one pass over the covering index of open items; unapplied money is left out.
SELECT a.ref,
       CAST(SUM(CASE WHEN i.due_day >= $1 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.due_day BETWEEN $1 - 30 AND $1 - 1 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.due_day BETWEEN $1 - 60 AND $1 - 31 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.due_day BETWEEN $1 - 90 AND $1 - 61 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.due_day < $1 - 90 THEN i.open_minor ELSE 0 END) AS BIGINT)
FROM item i CROSS JOIN account a
WHERE i.open_minor <> 0 AND i.issued_day <= $1 AND a.debtor_id = i.debtor_id AND a.account_id = i.account_id
GROUP BY i.debtor_id, i.account_id, a.ref
