-- check_states.sql: states and cities (rule book 9).

-- R62 Massachusetts: two in seven dates on a debt, two in thirty at work; waking hours
SELECT DISTINCT a.id, a.person_id FROM w a JOIN debt d ON d.person_id = a.person_id
   AND (a.debts >> d.no & 1)
 WHERE 'MA' IN (a.region, a.state) AND a.country = 'US' AND a.consumer AND a.about AND NOT a.replies
   AND (a.call OR a.channel = 'sms') AND a.whom IN ('person','other','employer')
   AND CASE WHEN a.place IN ('work','work_landline') THEN
     2 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 29
       AND (b.call AND b.result NOT IN ('busy','not_in_service') OR b.channel = 'sms') AND b.about
       AND b.reply_to IS NULL AND (b.counted >> d.no & 1) AND b.place IN ('work','work_landline'))
   ELSE
     2 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6
       AND (b.call AND b.result NOT IN ('busy','not_in_service') OR b.channel = 'sms') AND b.about
       AND b.reply_to IS NULL AND (b.counted >> d.no & 1)
       AND b.place NOT IN ('work','work_landline'))
   END;

-- R63 New York City until 2026: two in seven dates by any medium
SELECT a.id, a.person_id FROM w a
 WHERE a.nyc AND a.day < 20819 AND a.about AND a.reached AND NOT a.replies
   AND a.channel <> 'talk_on_inbound_call' AND a.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND NOT (a.purpose IS 'ordinary_account_service' AND a.role = 'first_party_creditor')
   AND 2 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6
     AND b.reply_to IS NULL AND b.about);

-- R64 New York City from 2027: three in a block of seven dates, none after an answer in it; consent
WITH RECURSIVE counted AS (
  SELECT w.id, w.person_id, w.at_s, w.day, d.no FROM w JOIN debt d ON d.person_id = w.person_id
     AND (w.counted >> d.no & 1)
   WHERE w.nyc AND w.day >= 20819 AND w.reached AND w.channel <> 'letter' AND w.logged
     AND w.about AND w.reply_to IS NULL AND w.purpose IS NOT 'ordinary_account_service'
     AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
     AND (NOT w.call OR w.result NOT IN ('busy','not_in_service'))
     AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
       AND h.type = 'email_bounced' AND w.channel = 'email' AND h.at_s >= w.at_s
       AND h.at_s <= w.at_s + 120)),
block(person_id, no, start) AS (
  SELECT person_id, no, MIN(day) FROM counted GROUP BY person_id, no
  UNION ALL
  SELECT b.person_id, b.no, (SELECT MIN(c.day) FROM counted c WHERE c.person_id = b.person_id
     AND c.no = b.no AND c.day > b.start + 6) FROM block b
   WHERE b.start IS NOT NULL)
SELECT a.id, a.person_id FROM counted a JOIN block b ON b.person_id = a.person_id AND b.no = a.no
   AND a.day BETWEEN b.start AND b.start + 6
 WHERE 3 <= (SELECT COUNT(*) FROM counted c WHERE c.person_id = a.person_id AND c.no = a.no
     AND c.day >= b.start AND c.at_s < a.at_s)
   OR EXISTS (SELECT 1 FROM happening h WHERE h.person_id = a.person_id AND (h.debts >> a.no & 1)
     AND h.type IN ('conversation','inbound_call','inbound_email','inbound_text','voicemail_in')
     AND h.at_s < a.at_s AND h.at_s > (SELECT MIN(c.at_s) FROM counted c
       WHERE c.person_id = a.person_id AND c.no = a.no AND c.day >= b.start))
UNION
SELECT w.id, w.person_id FROM w
 WHERE w.nyc AND w.day >= 20819 AND w.about AND w.reached AND NOT w.replies
   AND NOT (w.purpose IS 'ordinary_account_service' AND w.role = 'first_party_creditor')
   AND (EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
       AND h.type = 'cease_notice_received' AND (h.debts & w.debts) <> 0
       AND w.purpose IS NOT 'advise_efforts_terminated'
       AND w.purpose IS NOT 'notify_intends_specified_remedy')
     OR (w.channel IN ('email','sms','social_dm')
       AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = w.person_id
         AND k.type IN ('electronic_written','email') AND k.given_s <= w.at_s
         AND (w.debts & ~k.debts) = 0)
       AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
         AND h.type IN ('inbound_email','inbound_text','portal_session_open')
         AND h.at_s <= w.at_s AND h.at_s > w.at_s - 62 * 86400)));

-- R62b Massachusetts: who is not bound by the federal hours keeps to the waking ones
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.country = 'US' AND 'MA' IN (w.region, w.state) AND w.consumer AND NOT w.conduct AND w.about
   AND (w.call OR w.channel = 'sms') AND w.whom IN ('person','other','employer') AND NOT w.replies
   AND w.zones > 0 AND (l.sec <= 28800 OR l.sec >= 75600);

-- R62c Massachusetts: asked not to be called at work: for ten days, or with written confirmation
-- within seven
SELECT w.id, w.person_id FROM w JOIN preference p ON p.person_id = w.person_id
   AND p.type = 'no_work_calls' AND p.since_s <= w.at_s AND (p.until_day IS NULL OR w.day <= p.until_day)
  JOIN zone z ON z.person_id = w.person_id AND z.ord = 0
  JOIN zone_offset o ON o.name = z.name AND o.from_s <= p.since_s AND p.since_s < o.to_s
 WHERE w.country = 'US' AND 'MA' IN (w.region, w.state) AND w.consumer AND w.about AND NOT w.replies
   AND w.whom = 'person' AND w.call AND w.place IN ('work','work_landline') AND NOT w.court
   AND (p.how IS 'letter' OR w.day <= (p.since_s + o.offset_s) / 86400 + 10
     OR p.confirmed_day <= (p.since_s + o.offset_s) / 86400 + 7);

-- R65b Washington: not at the residence between 21:00 and 7:30
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.country = 'US' AND 'WA' IN (w.region, w.state) AND w.consumer AND w.about AND w.reached
   AND (w.covered OR w.role = 'debt_buyer_own_account_not_principal_purpose') AND NOT w.replies
   AND w.call AND w.place NOT IN ('work','work_landline') AND w.zones > 0 AND NOT w.court
   AND (l.sec > 75600 OR l.sec < 27000);

-- R65c Washington: two calls a day to a mobile
SELECT a.id, a.person_id FROM w a
 WHERE 'WA' IN (a.region, a.state) AND a.country = 'US' AND a.consumer AND a.about AND a.reached
   AND (a.covered OR a.role = 'debt_buyer_own_account_not_principal_purpose') AND NOT a.replies
   AND a.call AND a.place = 'mobile' AND 2 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
     WHERE pair.a = a.id AND pair.age = 0 AND b.about AND b.reply_to IS NULL AND b.call
       AND b.place = 'mobile' AND b.result NOT IN ('busy','not_in_service'));

-- R65 Washington: three in seven dates, one at work; two a day to a mobile, by text, by e-mail
SELECT a.id, a.person_id FROM w a
 WHERE 'WA' IN (a.region, a.state) AND a.country = 'US' AND a.consumer AND a.about AND a.reached AND NOT a.replies
   AND (a.covered OR a.role = 'debt_buyer_own_account_not_principal_purpose')
   AND a.channel <> 'talk_on_inbound_call'
   AND (3 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6
       AND b.about AND b.reply_to IS NULL AND b.result IS NOT 'busy' AND b.result IS NOT 'not_in_service')
     OR (a.place IN ('work','work_landline') AND 1 <= (SELECT COUNT(*) FROM pair
       JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6 AND b.about
       AND b.reply_to IS NULL AND b.place IN ('work','work_landline')
       AND b.result IS NOT 'busy' AND b.result IS NOT 'not_in_service'))
     OR (a.channel IN ('sms','email') AND 2 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
       WHERE pair.a = a.id AND pair.age = 0 AND b.about AND b.reply_to IS NULL
       AND b.channel = a.channel)));

-- R66 California: a letter on a time-barred debt says so
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
  JOIN account a ON a.person_id = d.person_id AND a.no = d.no AND (a.law IS NULL OR a.law = 'US-CA')
 WHERE w.country = 'US' AND w.region = 'CA' AND w.conduct AND w.conveys AND w.reached
   AND (w.electronic OR w.channel = 'letter') AND w.barred IS NOT 1 AND law.mil_start_day IS NULL
   AND CASE WHEN law.lim THEN law.lim_expired ELSE w.day > d.accrued_day + 4 * 366
     AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
       AND h.type = 'payment' AND h.at_s <= w.at_s) END;

-- R66b California: the creditor itself keeps the hours, the requests, the seven dates, and silence
-- towards others
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND 'CA' IN (w.region, w.state) AND w.consumer AND NOT w.covered
   AND (w.id IN (SELECT id FROM shut) OR w.id IN (SELECT id FROM too_soon)
     OR (w.whom = 'employer' AND w.conveys AND NOT w.court AND NOT w.judgment));

-- R66c California: a business loan to a natural person, not above 500,000 dollars, since July 2025
SELECT DISTINCT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id
   AND (w.debts >> d.no & 1) AND d.entered_day >= 20270 AND d.balance_e4 <= 5000000000
   AND d.type = 'commercial'
 WHERE w.country = 'US' AND 'CA' IN (w.region, w.state) AND w.kind NOT IN ('company','public_authority')
   AND (w.id IN (SELECT id FROM shut) OR w.id IN (SELECT id FROM too_soon));

-- R66d California: no other business loan
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE 'CA' IN (p.region, COALESCE(p.state, '')) AND o.rule BETWEEN 7 AND 48
   AND (p.kind = 'company' OR NOT EXISTS (SELECT 1 FROM debt d WHERE d.person_id = p.id
     AND (d.type = 'consumer' OR (d.entered_day >= 20270 AND d.balance_e4 <= 5000000000))))
   AND NOT (o.rule = 37 AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = p.id AND d.stolen))
   AND NOT (o.rule = 27 AND p.gap_s > 0);

-- R67 Nevada: sixty days after the mailed notice for medical debts
SELECT DISTINCT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id
   AND d.product = 'medical' AND (w.debts >> d.no & 1)
 WHERE 'NV' IN (w.region, w.state) AND w.country = 'US' AND w.what IS NULL
   AND (w.about OR w.channel IN ('file_suit','seek_default_judgment','furnish_credit','charge_fee'))
   AND (w.covered OR w.role = 'debt_buyer_own_account_not_principal_purpose')
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.channel = 'letter'
     AND n.what = 'nv_60_day_medical_notice' AND n.day <= w.day - 60 AND (n.debts >> d.no & 1));

-- R68 District of Columbia: three calls in seven dates on an account
SELECT DISTINCT a.id, a.person_id FROM w a JOIN debt d ON d.person_id = a.person_id
   AND (a.debts >> d.no & 1)
 WHERE 'DC' IN (a.region, a.state) AND a.consumer AND a.about AND a.reached AND a.call AND NOT a.replies
   AND 3 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6
     AND b.call AND b.about AND b.result NOT IN ('busy','not_in_service')
     AND (b.counted >> d.no & 1));

-- R69 years from accrual: afterwards no suit and no threat, whoever owns the debt (payment and
-- service may only make it a lawyer's); in Wisconsin the debt itself is gone
SELECT DISTINCT b.id, b.person_id FROM barred b
 WHERE b.over AND (b.threat OR (b.pursued AND (b.lim OR (b.plain
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = b.person_id AND h.type = 'payment'
     AND (h.debts >> b.no & 1))))
   AND NOT EXISTS (SELECT 1 FROM law WHERE law.person_id = b.person_id
     AND law.mil_start_day IS NOT NULL)));
