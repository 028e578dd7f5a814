-- check_accounts.sql: records and accounting (rule book 11, 12).

-- R86 the schedule: 3 years, 6 in the United Kingdom; to erase a person is to delete all: recordings,
-- consent to automated calls (its life and 4 years), a do-not-call request (5), New York's consent
SELECT k.id, k.person_id FROM kept k
 WHERE k.country <> 'EU' AND NOT (k.regf AND k.channel = 'delete_record')
   AND CASE WHEN k.since IS NULL THEN NOT k.retired ELSE
     MIN(date(k.since, '+' || k.years || ' years'), date(k.since, 'start of month',
       '+' || (12 * k.years + 1) || ' months', '-1 day')) >= k.today END
UNION
SELECT k.id, k.person_id FROM kept k JOIN happening h ON h.person_id = k.person_id
   AND h.at_s <= k.at_s AND h.type IN ('call_recorded','oral_request')
  JOIN lh ON lh.id = h.id AND lh.ord = 0
 WHERE k.channel = 'erase_person' AND k.country <> 'EU'
   AND CASE WHEN h.type = 'call_recorded' THEN date(lh.day * 86400, 'unixepoch', '+3 years') > k.today
     ELSE k.country = 'US' AND h.words IN ('stop calling me','do not contact me any more')
       AND date(lh.day * 86400, 'unixepoch', '+5 years') > k.today END
UNION
SELECT k.id, k.person_id FROM kept k JOIN consent c ON c.person_id = k.person_id
   AND c.given_s <= k.at_s AND c.type = 'tcpa_prior_express'
  LEFT JOIN happening h ON h.person_id = k.person_id AND h.type = 'consent_revoked'
   AND h.at_s <= k.at_s AND h.at_s >= c.given_s
   AND (h.consent IS NULL OR h.consent = 'tcpa_prior_express')
 WHERE k.channel = 'erase_person' AND k.country = 'US'
 GROUP BY k.id, c.id
HAVING date(MIN(IFNULL(c.until_day, k.day), IFNULL(MIN(h.at_s / 86400), k.day)) * 86400, 'unixepoch',
   '+4 years') > k.today
UNION
SELECT k.id, k.person_id FROM kept k JOIN person p ON p.id = k.person_id AND p.city
  JOIN consent c ON c.person_id = k.person_id AND c.given_s <= k.at_s
   AND c.type = 'electronic_written'
 WHERE k.channel = 'erase_person' AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = k.person_id
   AND d.status NOT IN ('paid','settled','discharged'));

-- R87 charged off by the end of the month in which 120 (closed-end) or 180 days past due have run
SELECT r.id, r.person_id FROM review r
 WHERE r.normal < r.next AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = r.id
   AND p.token = 'charge_off_by' AND p.day = r.normal)
UNION
SELECT w.id, w.person_id FROM w JOIN promise p ON p.contact_id = w.id AND p.token = 'charge_off_by'
 WHERE w.country = 'US'
   AND NOT EXISTS (SELECT 1 FROM review r WHERE r.id = w.id AND r.normal = p.day)
   AND NOT EXISTS (SELECT 1 FROM special s WHERE s.id = w.id AND s.by = p.day);

-- R88 sixty days after a bankruptcy notice, ninety after fraud was found, if that is sooner
SELECT s.id, s.person_id FROM special s
 WHERE s.by < s.next AND (s.normal IS NULL OR s.by < s.normal)
   AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = s.id AND p.token = 'charge_off_by'
     AND p.day = s.by);

-- R89 re-aged only when nine months old, after three payments, once a year and twice in five years
WITH past AS (
  SELECT person_id, no, day, 0 AS id FROM re_aged
  UNION ALL
  SELECT w.person_id, d.no, w.day, w.id FROM w JOIN debt d ON d.person_id = w.person_id
     AND (w.debts >> d.no & 1) WHERE w.channel = 're_age')
SELECT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.country = 'US' AND w.channel = 're_age' AND d.product = 'credit_card'
   AND (w.payments < 3
     OR MIN(date(d.opened_day * 86400, 'unixepoch', '+9 months'), date(d.opened_day * 86400,
       'unixepoch', 'start of month', '+10 months', '-1 day')) > date(w.day * 86400, 'unixepoch')
     OR EXISTS (SELECT 1 FROM past p WHERE p.person_id = d.person_id AND p.no = d.no AND p.id < w.id
       AND p.day <= w.day AND MIN(date(p.day * 86400, 'unixepoch', '+12 months'), date(p.day * 86400,
         'unixepoch', 'start of month', '+13 months', '-1 day')) > date(w.day * 86400, 'unixepoch'))
     OR 2 <= (SELECT COUNT(*) FROM past p WHERE p.person_id = d.person_id AND p.no = d.no
       AND p.id < w.id AND p.day <= w.day AND MIN(date(p.day * 86400, 'unixepoch', '+60 months'),
         date(p.day * 86400, 'unixepoch', 'start of month', '+61 months', '-1 day'))
         > date(w.day * 86400, 'unixepoch')));

-- R90 a write-off goes against the allowance, a recovery to it
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND w.channel IN ('post_write_off','post_recovery')
   AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = w.id AND p.token =
     CASE w.channel WHEN 'post_write_off' THEN 'debit_allowance_credit_receivable'
       ELSE 'credit_allowance_on_receipt' END);

-- R91 default is presumed at 90 days, a higher risk after 30 (not of trade receivables, whose losses
-- are for life from the first day)
SELECT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
  JOIN account a ON a.person_id = d.person_id AND a.no = d.no
 WHERE (w.channel = 'stage_classification' AND (IFNULL(a.past_due, w.day - a.oldest_day) >= 90
     OR (IFNULL(a.past_due, w.day - a.oldest_day) > 30
       AND d.product NOT IN ('trade_invoice','retail_invoice'))))
   OR (w.channel = 'measure_allowance' AND w.method <> 'provision_matrix_lifetime'
     AND d.product IN ('trade_invoice','retail_invoice'));

-- R92 nobody is told that a charge-off forgives
SELECT w.id, w.person_id FROM w WHERE w.script IS 'forgiven';
