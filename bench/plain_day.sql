-- A daily run of day $1 as one statement: sums, a segment, a rung by age and a rank.  No holds that
-- stop the clock, no ladder that remembers its steps, no promises judged, no habits, no reasons.
INSERT INTO d_account (debtor_id, account_id, balance_minor, not_due_minor, past_due_minor, chase_minor,
    unapplied_minor, disputed_minor, promised_minor, oldest_due_day, next_due_day, open_count, past_due_count,
    last_payment_day, last_contact_day, contacts_7d, contacts_30d, broken_12m, kept_12m, avg_late_12m, score,
    segment, treatment, arm, step, step_state, step_since_day, next_step, next_day, work_no, holds, hold_until_day,
    priority, owner_id, bucket, policy_id, digest, snapshot_day, snapshot_bucket, snapshot_balance,
    snapshot_past_due)
SELECT i.debtor_id, i.account_id, i.total, i.total - i.late, i.late, i.late, 0, 0, 0, i.oldest, i.coming, i.items,
    i.late_items, h.last_payment_day, c.last_day, COALESCE(c.week, 0), COALESCE(c.month, 0), 0, 0, 0,
    CASE WHEN i.late * 2 > i.total THEN 540 ELSE 640 END,
    CASE WHEN i.total >= 5000000 THEN 'key_account' WHEN i.total < 50000 THEN 'small_balance' ELSE 'standard' END,
    CASE WHEN i.total >= 5000000 THEN 'key_account' WHEN i.total < 50000 THEN 'small_balance' ELSE 'standard' END,
    '', CASE WHEN i.oldest IS NULL THEN '' WHEN $1 - i.oldest >= 60 THEN 'final_notice'
        WHEN $1 - i.oldest >= 12 THEN 'first_call' WHEN $1 - i.oldest >= 3 THEN 'first_reminder' ELSE '' END,
    CASE WHEN x.held > 0 THEN 3 WHEN $1 - COALESCE(i.oldest, $1) >= 3 THEN 1 ELSE 2 END, $1, '',
    COALESCE(i.oldest, i.coming) + 12, 1, COALESCE(x.held, 0), NULL,
    CASE WHEN i.late > 100000 THEN 40 ELSE i.late / 2500 END + CASE WHEN $1 - i.oldest > 60 THEN 40
        WHEN i.oldest IS NULL THEN 0 ELSE ($1 - i.oldest) * 2 / 3 END,
    a.owner_id, CASE WHEN i.oldest IS NULL THEN 0 WHEN $1 - i.oldest <= 30 THEN 1 WHEN $1 - i.oldest <= 60 THEN 2
        WHEN $1 - i.oldest <= 90 THEN 3 ELSE 4 END,
    1, 0, $1, 1, i.total, i.late
FROM (SELECT debtor_id, account_id, CAST(SUM(open_minor) AS BIGINT) AS total,
          CAST(SUM(CASE WHEN due_day < $1 THEN open_minor ELSE 0 END) AS BIGINT) AS late,
          MIN(CASE WHEN due_day < $1 THEN due_day END) AS oldest,
          MIN(CASE WHEN due_day >= $1 THEN due_day END) AS coming, COUNT(*) AS items,
          SUM(CASE WHEN due_day < $1 THEN 1 ELSE 0 END) AS late_items
      FROM item WHERE open_minor <> 0 AND issued_day <= $1 GROUP BY debtor_id, account_id) i
JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id
JOIN debtor d ON d.debtor_id = i.debtor_id
LEFT JOIN d_habit h ON h.debtor_id = i.debtor_id AND h.account_id = i.account_id
LEFT JOIN (SELECT debtor_id, account_id, MAX(on_day) AS last_day, SUM(CASE WHEN on_day > $1 - 7 THEN 1 ELSE 0 END) AS week,
               SUM(CASE WHEN on_day > $1 - 30 THEN 1 ELSE 0 END) AS month
           FROM contact GROUP BY debtor_id, account_id) c
    ON c.debtor_id = i.debtor_id AND c.account_id = i.account_id
LEFT JOIN (SELECT debtor_id, account_id, COUNT(*) AS held FROM hold
           WHERE from_day <= $1 AND (until_day IS NULL OR until_day >= $1) AND lifted_day IS NULL
           GROUP BY debtor_id, account_id) x
    ON x.debtor_id = i.debtor_id AND x.account_id = i.account_id
