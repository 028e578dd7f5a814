-- check_europe.sql: United Kingdom and European Union (rule book 10, 11).

-- R70 never the wrong person
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id AND p.in_error
 WHERE w.country = 'UK' AND w.about;

-- R71 United Kingdom: 8 to 21, no Sundays and bank holidays; the customer's wishes
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'UK' AND w.consumer AND w.about AND w.reached
   AND w.channel <> 'talk_on_inbound_call' AND NOT w.replies
   AND w.purpose IS NOT 'court_ordered_communication'
   AND (((w.call OR w.electronic OR w.channel = 'social_post') AND (w.sec <= 28800 OR w.sec >= 75600
       OR (w.day + 3) % 7 = 6 OR EXISTS (SELECT 1 FROM holiday h WHERE h.day = w.day
         AND CASE w.region WHEN 'SCT' THEN h.sct ELSE h.ew END)))
     OR w.script IN ('violence','obscene')
     OR EXISTS (SELECT 1 FROM preference p WHERE p.person_id = w.person_id AND p.since_s <= w.at_s
       AND (p.until_day IS NULL OR w.day <= p.until_day) AND p.type = 'no_medium'
       AND CASE p.medium WHEN 'telephone' THEN w.call WHEN 'email' THEN w.channel = 'email'
         WHEN 'sms' THEN w.channel = 'sms' ELSE w.channel IN ('letter','postcard') END)
     OR ((w.call OR w.electronic) AND w.id IN (SELECT id FROM designated)));

-- R72 no pressure after hardship
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'hardship_disclosed' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0
 WHERE w.country = 'UK' AND w.consumer
   AND (w.script IN ('pay_or_suit','threatens_suit')
     OR w.purpose IS 'full_payment_in_7_days_or_legal'
     OR (w.channel IN ('file_suit','seek_default_judgment') AND w.at_s - h.at_s < 28 * 86400));

-- R73 disputed on grounds that may be valid
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'dispute_received' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0
   AND NOT h.groundless
 WHERE w.country = 'UK' AND w.consumer AND NOT w.replies
   AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'))
   AND NOT EXISTS (SELECT 1 FROM happening i WHERE i.person_id = w.person_id
     AND i.type = 'investigation_result_sent' AND NOT i.upheld AND i.at_s > h.at_s
     AND i.at_s <= w.at_s);

-- R74 an adviser is helping: thirty days
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'debt_adviser_assisting' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0
  JOIN lh ON lh.id = h.id AND lh.ord = 0
 WHERE w.country = 'UK' AND w.consumer AND NOT w.replies
   AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'))
   AND w.day < lh.day + 30;

-- R75 nothing that shows the debt to others
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'UK' AND w.consumer AND ((w.third AND w.conveys) OR w.channel IN ('postcard','social_post')
   OR w.postcard_text OR (w.public AND w.channel LIKE 'social%'))
   AND NOT EXISTS (SELECT 1 FROM live v WHERE v.id = w.id AND v.type = 'third_party' AND v.ours);

-- R76 statute-barred
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id AND law.lim
   AND law.lim_expired
 WHERE w.country = 'UK' AND w.consumer AND NOT w.replies
   AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'))
   AND (w.region = 'SCT' OR law.lim_silent OR w.channel IN ('file_suit','seek_default_judgment')
     OR w.script IN ('pay_or_suit','threatens_suit')
     OR EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
       AND h.type = 'customer_refuses_citing_statute_bar' AND (h.debts & w.debts) <> 0));

-- R77 capacity in doubt
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'notified_lacks_mental_capacity' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0
 WHERE w.country = 'UK' AND w.consumer AND NOT w.replies
   AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'));

-- R78 breathing space: sixty days, the first included
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id AND law.bs = 'standard'
   AND law.bs_notified_s <= w.at_s AND w.day BETWEEN law.bs_start_day AND law.bs_start_day + 59
   AND (law.bs_debts & w.debts) <> 0
 WHERE w.country = 'UK' AND NOT w.replies AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached AND w.channel <> 'talk_on_inbound_call'
       AND w.purpose IS NOT 'current_instalment_reminder_ongoing_liability'
       AND w.purpose IS NOT 'regz_1026_41_periodic_statement')
     OR w.channel IN ('file_suit','seek_default_judgment')
     OR (w.channel IN ('charge_fee','accrue_interest') AND w.kind <> 'joint_debtor_not_in_moratorium'));

-- R79 crisis: the treatment and thirty days
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id AND law.bs = 'crisis'
   AND law.bs_notified_s <= w.at_s AND w.day BETWEEN law.bs_start_day AND law.bs_ended_day + 30
   AND (law.bs_debts & w.debts) <> 0
 WHERE w.country = 'UK' AND NOT w.replies AND w.purpose IS NOT 'court_ordered_communication'
   AND ((w.about AND w.reached AND w.channel <> 'talk_on_inbound_call'
       AND w.purpose IS NOT 'current_instalment_reminder_ongoing_liability'
       AND w.purpose IS NOT 'regz_1026_41_periodic_statement')
     OR w.channel IN ('file_suit','seek_default_judgment'));

-- R80 between businesses only; 8 points over the Bank of England's rate before the interest begins,
-- for the whole run; days by 365, from the day after the due day
SELECT w.id, w.person_id FROM w JOIN claim c ON c.contact_id = w.id
 WHERE w.country = 'UK' AND (EXISTS (SELECT 1 FROM late l WHERE l.id = w.id AND NOT l.business)
   OR (w.channel = 'claim_late_payment' AND (
     c.interest_e4 <> (SELECT SUM((l.amount_e4 * (80000 + IFNULL(l.boe_e4, h.boe))
         * MAX(l.paid - l.due, 0) + 18250000000) / 36500000000 * 100)
       FROM late l JOIN half h ON l.due + 1 BETWEEN h.first AND h.last WHERE l.id = w.id)
     OR EXISTS (SELECT 1 FROM late l JOIN half h ON l.due + 1 BETWEEN h.first AND h.last
       WHERE l.id = w.id AND c.rate_e4 <> 80000 + IFNULL(l.boe_e4, h.boe)))));

-- R81 the fixed sum by size
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'UK' AND w.channel IN ('claim_late_payment','claim_fixed_sum')
   AND w.amount_e4 <> (SELECT SUM(CASE WHEN d.balance_e4 < 10000000 THEN 400000
     WHEN d.balance_e4 < 100000000 THEN 700000 ELSE 1000000 END) FROM debt d
     WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1));

-- R82 commercial transactions only; 8 points over the ECB's rate of each half year (Germany 9 over its
-- own base rate, France 10)
WITH piece AS (
  SELECT l.id, l.no, l.region, l.amount_e4, IFNULL(c.rate_e4, h.ecb) AS ecb, h.de,
         MIN(l.paid, h.last) - MAX(l.due + 1, h.first) + 1 AS days
    FROM late l JOIN half h ON h.first <= l.paid AND h.last > l.due
    LEFT JOIN claim_rate c ON c.contact_id = l.id AND c.half = h.half
   WHERE l.country = 'EU' AND l.channel = 'claim_late_payment'),
part AS (
  SELECT id, (SUM(amount_e4 * (ecb + 80000) * days) + 18250000000) / 36500000000 * 100 AS least,
         (SUM(amount_e4 * days * CASE region WHEN 'FR' THEN ecb + 100000 WHEN 'DE' THEN de + 90000
           ELSE ecb + 80000 END) + 18250000000) / 36500000000 * 100 AS own,
         COUNT(*) = SUM(region <> 'DE' OR de IS NOT NULL) AS known
    FROM piece GROUP BY id, no),
total AS (
  SELECT id, SUM(least) AS least, SUM(CASE WHEN known THEN own ELSE least END) AS own
    FROM part GROUP BY id)
SELECT w.id, w.person_id FROM w JOIN claim c ON c.contact_id = w.id
  LEFT JOIN total t ON t.id = w.id
 WHERE w.country = 'EU' AND (EXISTS (SELECT 1 FROM late l WHERE l.id = w.id AND NOT l.business)
   OR (w.channel = 'claim_late_payment'
     AND c.interest_e4 NOT IN (IFNULL(t.least, 0), IFNULL(t.own, 0))));

-- R83 no more than EUR 40 an invoice, and only when late
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'EU' AND w.channel = 'claim_fixed_sum'
   AND w.amount_e4 > 400000 * (SELECT COUNT(*) FROM debt d WHERE d.person_id = w.person_id
     AND (w.debts >> d.no & 1))
UNION
SELECT l.id, l.person_id FROM late l WHERE l.country = 'EU'
   AND CASE l.channel WHEN 'claim_fixed_sum' THEN l.day ELSE l.paid END <= l.due;

-- R84 terms: sixty days, public authorities thirty
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'EU' AND w.channel = 'set_terms'
   AND w.terms > CASE w.kind WHEN 'public_authority' THEN 30 ELSE 60 END;

-- R85 nothing on contested data; no advertising after an objection
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.country = 'EU' AND ((p.contested AND w.about AND NOT w.replies)
   OR (p.objection AND (w.purpose IS 'marketing' OR w.script IS 'marketing')));

-- R85b a data subject is answered within a month of the last request; nothing is erased while the
-- debt is open or a period of the law runs
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'EU' AND w.channel = 'reply_data_subject_request'
   AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = w.id AND p.token = 'reply_by'
     AND date(p.day * 86400, 'unixepoch') = (
       SELECT MIN(date(MAX(lh.day) * 86400, 'unixepoch', '+1 month'), date(MAX(lh.day) * 86400,
         'unixepoch', 'start of month', '+2 months', '-1 day'))
         FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0 WHERE h.person_id = w.person_id
         AND h.type = 'dsr_received' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0))
   AND EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
     AND h.type = 'dsr_received' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0)
UNION
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.country = 'EU' AND w.channel IN ('erase_person','delete_record')
   AND (p.debt_open OR NOT p.retired);
