-- check.sql: the checker of the simulated year, written from the rule book, not from the gate.  This
-- part makes local dates, windows and who is bound; each query of check_*.sql names the contacts (and
-- persons) that a rule should have stopped.  None may be found.
CREATE INDEX happening_person ON happening(person_id, type, at_s);
CREATE INDEX contact_person ON contact(person_id, at_s);
CREATE INDEX consent_person ON consent(person_id, type);
CREATE INDEX preference_person ON preference(person_id, type);
CREATE INDEX contact_reply ON contact(reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX offset_name ON zone_offset(name, to_s, from_s, offset_s);
CREATE INDEX promise_contact ON promise(contact_id);
CREATE INDEX claim_rate_contact ON claim_rate(contact_id, half);
CREATE INDEX contact_notice ON contact(person_id) WHERE notice;
CREATE INDEX re_aged_person ON re_aged(person_id, no);
CREATE INDEX objection_rule ON objection(rule, person_id);

CREATE TABLE holiday(day INTEGER PRIMARY KEY, us, ew, sct);
INSERT INTO holiday SELECT CAST(julianday(column1) - 2440587.5 AS INTEGER), column2, column3, column4
 FROM (VALUES ('2026-01-01',1,1,1), ('2026-01-19',1,0,0), ('2026-02-16',1,0,0), ('2026-05-25',1,1,1),
  ('2026-06-19',1,0,0), ('2026-07-04',1,0,0), ('2026-09-07',1,0,0), ('2026-10-12',1,0,0),
  ('2026-11-11',1,0,0), ('2026-11-26',1,0,0), ('2026-12-25',1,1,1), ('2026-08-31',0,1,0),
  ('2026-08-03',0,0,1), ('2026-11-30',0,0,1), ('2026-12-28',0,1,1), ('2027-01-01',1,1,1),
  ('2027-01-04',0,0,1), ('2027-03-26',0,1,1), ('2027-03-29',0,1,0), ('2027-05-03',0,1,1),
  ('2027-05-31',1,1,1), ('2027-01-18',1,0,0), ('2027-02-15',1,0,0), ('2027-06-19',1,0,0),
  ('2027-07-04',1,0,0), ('2028-01-17',1,0,0), ('2028-02-21',1,0,0), ('2028-05-29',1,0,0));
CREATE TABLE business(day INTEGER PRIMARY KEY, fifth);
WITH RECURSIVE d(day) AS (VALUES (20600) UNION ALL SELECT day + 1 FROM d WHERE day < 21400)
INSERT INTO business SELECT day, NULL FROM d
 WHERE (day + 3) % 7 < 5 AND day NOT IN (SELECT day FROM holiday WHERE us = 1);

-- debts of a natural person: for private purposes (R2); commercial, but covered in California (R66)
CREATE TABLE purpose AS
SELECT p.id AS person_id,
       SUM(CASE WHEN d.type = 'consumer' THEN 1 << d.no ELSE 0 END) AS private,
       SUM(CASE WHEN d.type <> 'consumer' AND d.entered_day >= 20270 AND d.balance_e4 <= 5000000000
         THEN 1 << d.no ELSE 0 END) AS small_loans
  FROM person p JOIN debt d ON d.person_id = p.id
 WHERE p.kind NOT IN ('company','public_authority') GROUP BY p.id;
CREATE UNIQUE INDEX purpose_id ON purpose(person_id);

-- who is bound, contact by contact
CREATE TABLE w AS
SELECT v.*,
       whom = 'person' AND NOT third AS reached,
       script IS 'lcm' AND channel IN ('voicemail','ringless_voicemail') AND NOT third AS lcm,
       tells AND about AND NOT (script IS 'lcm' AND channel IN ('voicemail','ringless_voicemail')
         AND NOT third) AS conveys,
       regf OR (country = 'US' AND (region = 'CA' OR state IS 'CA') AND (consumer OR small_loan))
         AS conduct,
       0 AS replies
  FROM (SELECT u.*,
       country = 'US' AND covered AND consumer AS regf,
       channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call','sms','email','push',
         'portal_message','social_dm','social_contact_request','social_post','letter','postcard',
         'talk_on_inbound_call') AND script IS NOT 'marketing' AND (tells OR purpose IS NOT 'marketing')
         AS about,
       whom IN ('other','employer') OR (whom = 'person' AND (kind = 'flatmate'
         OR (kind = 'parent' AND NOT minor))) AS third,
       city AND consumer AND CASE WHEN role = 'first_party_creditor' THEN begun IS 1
         ELSE begun IS NOT 0 END AS nyc
  FROM (SELECT c.*, (c.at_s + o.offset_s) / 86400 AS day, (c.at_s + o.offset_s) % 86400 AS sec,
       p.country, p.region, p.city, p.role, p.kind, p.begun, p.court, p.judgment, p.zones,
       p.other_kind, p.gap_s, CASE WHEN p.region = 'FED' THEN NULL ELSE p.state END AS state,
       p.minor, x.disclosures, x.language, x.barred, x.override,
       c.channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call') AS call,
       c.channel IN ('sms','email','push','portal_message','social_dm','social_contact_request')
         AS electronic,
       c.channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call','sms','email',
         'letter') AS logged,
       p.role IN ('third_party_collector','debt_buyer_principal_purpose',
         'mortgage_servicer_debt_collector') OR (p.role = 'first_party_creditor' AND p.other_name)
         AS covered,
       p.kind NOT IN ('company','public_authority') AS natural,
       COALESCE((c.debts & u.private) <> 0, 0) AS consumer,
       COALESCE((c.debts & u.small_loans) <> 0, 0) AS small_loan,
       CASE WHEN c.script IS NULL THEN c.purpose IS NOT 'location' AND c.purpose IS NOT 'marketing'
         ELSE c.script IN ('debt','overdue','invites','implies','lcm_group','location_debt',
         'pay_or_suit','threatens_suit','violence','obscene','forgiven','confirms_more','state') END
         AS tells
  FROM contact c JOIN person p ON p.id = c.person_id
  LEFT JOIN purpose u ON u.person_id = c.person_id
  LEFT JOIN extra x ON x.contact_id = c.id
  JOIN zone z ON z.person_id = c.person_id AND z.ord = 0
  JOIN zone_offset o ON o.name = z.name AND o.from_s <= c.at_s AND c.at_s < o.to_s) u) v;
CREATE UNIQUE INDEX w_id ON w(id);
CREATE INDEX w_person ON w(person_id, at_s);
CREATE INDEX w_channel ON w(channel);
-- the first answer to a message, by the message's own medium
UPDATE w SET replies = 1 WHERE reply_to IS NOT NULL
  AND id = (SELECT MIN(c.id) FROM contact c WHERE c.reply_to = w.reply_to)
  AND (SELECT CASE h.type WHEN 'inbound_email' THEN w.channel = 'email'
    WHEN 'inbound_text' THEN w.channel = 'sms' ELSE w.call END
    FROM happening h WHERE h.id = w.reply_to);

-- local date and second in every possible zone
CREATE TABLE l AS
SELECT w.id, w.person_id, z.ord, (w.at_s + o.offset_s) / 86400 AS day,
       (w.at_s + o.offset_s) % 86400 AS sec
  FROM w JOIN zone z ON z.person_id = w.person_id
  JOIN zone_offset o ON o.name = z.name AND o.from_s <= w.at_s AND w.at_s < o.to_s;
CREATE UNIQUE INDEX l_id ON l(id, ord);
CREATE TABLE lh AS
SELECT h.id, h.person_id, z.ord, (h.at_s + o.offset_s) / 86400 AS day,
       (h.at_s + o.offset_s) % 86400 AS sec
  FROM happening h JOIN zone z ON z.person_id = h.person_id
  JOIN zone_offset o ON o.name = z.name AND o.from_s <= h.at_s AND h.at_s < o.to_s;
CREATE UNIQUE INDEX lh_id ON lh(id, ord);

-- debts that count as one; bound: protected (private, or in California a small loan)
CREATE TABLE g AS
SELECT d.person_id, d.no, CASE WHEN d.account IS NULL THEN 1 << d.no ELSE
  (SELECT SUM(1 << e.no) FROM debt e WHERE e.person_id = d.person_id AND e.account = d.account) END
  AS mask, u.private >> d.no & 1 OR ('CA' IN (p.region, p.state) AND u.small_loans >> d.no & 1)
  AS bound FROM debt d JOIN person p ON p.id = d.person_id
  LEFT JOIN purpose u ON u.person_id = d.person_id;
CREATE UNIQUE INDEX g_id ON g(person_id, no);

-- b before a, both by a medium that is logged, to the same recipient; age in dates, at the least
CREATE TABLE pair AS
SELECT a.id AS a, b.id AS b, a.person_id,
       CASE WHEN a.zones <= 1 THEN a.day - b.day ELSE
       (SELECT MIN(la.day - lb.day) FROM l la JOIN l lb ON lb.id = b.id AND lb.ord = la.ord
         WHERE la.id = a.id) END AS age
  FROM w a JOIN w b ON b.person_id = a.person_id AND b.at_s < a.at_s
   AND b.at_s > a.at_s - 32 * 86400 AND b.whom = a.whom
 WHERE b.logged AND b.about AND a.about AND a.country = 'US';
CREATE INDEX pair_a ON pair(a, age);

-- consents that were not withdrawn (nor expired, by date) when a contact was made
CREATE TABLE live AS
SELECT w.id, k.id AS consent, k.type, k.ours, k.compliant, k.from_s, k.to_s, k.address, k.who, k.debts,
       k.given_s
  FROM w JOIN consent k ON k.person_id = w.person_id AND k.given_s <= w.at_s
   AND (w.debts & ~k.debts) = 0 AND (k.until_day IS NULL OR w.day <= k.until_day)
 WHERE NOT EXISTS (SELECT 1 FROM happening r WHERE r.person_id = w.person_id
   AND r.type = 'consent_revoked' AND (r.consent IS NULL OR r.consent = k.type)
   AND r.at_s >= k.given_s AND r.at_s <= w.at_s AND (r.debts & w.debts) <> 0);
CREATE INDEX live_id ON live(id, type);

-- calls inside a window of consent to extra calls, by particular debt
CREATE TABLE free AS
SELECT DISTINCT w.id, g.no
  FROM w JOIN g ON g.person_id = w.person_id AND (w.counted & g.mask) <> 0
  JOIN consent k ON k.person_id = w.person_id AND k.type = 'extra_calls' AND k.ours
   AND k.given_s <= w.at_s AND (k.debts & g.mask) <> 0
 WHERE w.call
   AND NOT EXISTS (SELECT 1 FROM l JOIN zone z ON z.person_id = w.person_id AND z.ord = l.ord
        JOIN zone_offset o ON o.name = z.name AND o.from_s <= k.given_s AND k.given_s < o.to_s
        WHERE l.id = w.id AND (l.day > (k.given_s + o.offset_s) / 86400 + 6
          OR (k.first_only_day IS NOT NULL AND l.day NOT IN (k.first_only_day, k.last_only_day))))
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
        AND h.at_s > k.given_s AND h.at_s < w.at_s
        AND ((h.type = 'consent_revoked' AND (h.consent IS NULL OR h.consent = 'extra_calls'))
          OR (h.type = 'conversation' AND (h.debts & g.mask) <> 0)));
CREATE UNIQUE INDEX free_id ON free(id, no);

-- how many calls count against a debt when call a is made (a not among them)
CREATE TABLE calls AS
SELECT a.id, a.person_id, g.no, COUNT(b.id) AS n
  FROM w a JOIN g ON g.person_id = a.person_id AND (a.counted & g.mask) <> 0
  LEFT JOIN pair ON pair.a = a.id AND pair.age <= 6
  LEFT JOIN w b ON b.id = pair.b AND b.call AND b.about AND b.result NOT IN ('busy','not_in_service')
   AND (b.counted & g.mask) <> 0
   AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = b.id AND f.no = g.no)
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = a.person_id
        AND h.type = 'wrong_number_learned' AND h.number = b.number AND h.at_s <= a.at_s)
 WHERE a.conduct AND a.about AND g.bound
 GROUP BY a.id, a.person_id, g.no;
CREATE UNIQUE INDEX calls_id ON calls(id, no);

-- a conversation about the debt whose seven dates are not over when a call is made
CREATE TABLE quiet AS
SELECT DISTINCT a.id, a.person_id, g.no
  FROM w a JOIN g ON g.person_id = a.person_id AND (a.counted & g.mask) <> 0
  JOIN happening h ON h.person_id = a.person_id AND h.type = 'conversation' AND h.at_s <= a.at_s
   AND h.at_s > a.at_s - 9 * 86400 AND (h.debts & g.mask) <> 0
 WHERE a.conduct AND a.about AND a.call AND a.whom = 'person' AND g.bound
   AND (SELECT MIN(la.day - lh.day) FROM l la JOIN lh ON lh.id = h.id AND lh.ord = la.ord
         WHERE la.id = a.id) <= 6;
CREATE UNIQUE INDEX quiet_id ON quiet(id, no);

-- consent to contact at this hour, in every zone
CREATE TABLE hour_ok AS
SELECT DISTINCT v.id FROM live v JOIN w ON w.id = v.id
 WHERE v.type = 'contact_outside_hours' AND v.ours AND v.compliant
   AND NOT EXISTS (SELECT 1 FROM l WHERE l.id = v.id AND (l.sec < v.from_s OR l.sec >= v.to_s + 60));

-- designated times that hold a contact, in some zone
CREATE TABLE designated AS
SELECT DISTINCT w.id, w.person_id
  FROM w JOIN preference p ON p.person_id = w.person_id AND p.type = 'inconvenient_time'
   AND p.since_s <= w.at_s AND (p.until_day IS NULL OR w.day <= p.until_day)
  JOIN l ON l.id = w.id
 WHERE CASE WHEN p.from_s < p.to_s + 60 THEN l.sec >= p.from_s AND l.sec < p.to_s + 60
         AND (p.weekdays = 0 OR (p.weekdays >> ((l.day + 3) % 7) & 1))
       ELSE (l.sec >= p.from_s AND (p.weekdays = 0 OR (p.weekdays >> ((l.day + 3) % 7) & 1)))
         OR (l.sec < p.to_s + 60 AND (p.weekdays = 0 OR (p.weekdays >> ((l.day + 2) % 7) & 1))) END;

-- answers to a message that itself came outside the hours, or at a designated time: only these may
-- be given then
CREATE TABLE late_answer AS
SELECT DISTINCT w.id FROM w JOIN lh ON lh.id = w.reply_to
 WHERE w.replies AND (lh.sec <= 28800 OR lh.sec >= 75600);
CREATE TABLE designated_answer AS
SELECT DISTINCT w.id
  FROM w JOIN preference p ON p.person_id = w.person_id AND p.type = 'inconvenient_time'
   AND p.since_s <= w.at_s AND (p.until_day IS NULL OR w.day <= p.until_day)
  JOIN lh ON lh.id = w.reply_to
 WHERE w.replies AND CASE WHEN p.from_s < p.to_s + 60
         THEN lh.sec >= p.from_s AND lh.sec < p.to_s + 60
         AND (p.weekdays = 0 OR (p.weekdays >> ((lh.day + 3) % 7) & 1))
       ELSE (lh.sec >= p.from_s AND (p.weekdays = 0 OR (p.weekdays >> ((lh.day + 3) % 7) & 1)))
         OR (lh.sec < p.to_s + 60 AND (p.weekdays = 0 OR (p.weekdays >> ((lh.day + 2) % 7) & 1))) END;

-- the first word about a debt
CREATE TABLE first_word AS
SELECT person_id, MIN(id) AS id, at_s, day, debts FROM w
 WHERE conveys AND reached AND logged AND consumer
   AND (NOT call OR channel IN ('voicemail','ringless_voicemail') OR result = 'answered')
 GROUP BY person_id;
CREATE UNIQUE INDEX first_word_id ON first_word(person_id);

-- written disputes that were in time, unanswered when a contact was made
CREATE TABLE notices AS SELECT person_id, at_s, end_day FROM w
 WHERE notice AND channel IN ('letter','email');
CREATE INDEX notices_person ON notices(person_id, at_s);
CREATE TABLE notice_day AS
SELECT p.id AS person_id, CASE law.val WHEN 'sent' THEN law.val_end_day ELSE
  (SELECT n.end_day FROM notices n WHERE n.person_id = p.id ORDER BY n.at_s LIMIT 1) END AS end_day,
  CASE law.val WHEN 'sent' THEN NULL ELSE
  (SELECT MIN(n.at_s) FROM notices n WHERE n.person_id = p.id) END AS sent_s
  FROM person p JOIN law ON law.person_id = p.id;
CREATE UNIQUE INDEX notice_day_id ON notice_day(person_id);
CREATE TABLE dispute AS
SELECT h.id, h.person_id, h.at_s, h.type, h.debts, h.same_substance, h.attachment, h.portion,
       lh.day, n.end_day, n.sent_s
  FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
  JOIN notice_day n ON n.person_id = h.person_id
 WHERE h.type IN ('dispute_received','original_creditor_request') AND h.medium <> 'telephone';
CREATE INDEX dispute_person ON dispute(person_id);

-- what is deleted, and since when its period runs: the call, the last activity, or the closing
CREATE TABLE kept AS
SELECT w.id, w.person_id, w.at_s, w.day, w.channel, w.country, w.regf, p.retired,
       date(w.day * 86400, 'unixepoch') AS today,
       CASE WHEN w.country = 'UK' AND w.record IS NOT 'call_recording' AND
         IFNULL(w.record, '') NOT LIKE 'call_recording@%' THEN 6 ELSE 3 END AS years,
       CASE WHEN w.record LIKE 'call_recording@%' THEN substr(w.record, 16)
         WHEN w.record = 'call_recording' THEN
           (SELECT date(MAX(lh.day) * 86400, 'unixepoch') FROM happening h
             JOIN lh ON lh.id = h.id AND lh.ord = 0
             WHERE h.person_id = w.person_id AND h.type = 'call_recorded' AND h.at_s <= w.at_s)
         ELSE (SELECT date(MAX(e.day) * 86400, 'unixepoch') FROM (
           SELECT lh.day, h.type = 'account_closed' AS closing FROM happening h
             JOIN lh ON lh.id = h.id AND lh.ord = 0
            WHERE h.person_id = w.person_id AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0
              AND h.type IN ('last_collection_activity','conversation','account_closed')
           UNION ALL
           SELECT b.day, 0 FROM w b WHERE b.person_id = w.person_id AND b.at_s < w.at_s AND b.logged
              AND (b.debts & w.debts) <> 0) e
          WHERE w.country = 'UK' OR NOT e.closing OR NOT EXISTS (
            SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
             AND (h.debts & w.debts) <> 0 AND h.type IN ('last_collection_activity','conversation')))
         END AS since
  FROM w JOIN person p ON p.id = w.person_id
 WHERE w.channel IN ('delete_record','erase_person');

-- accounts looked at for charge-off: the month's end in which 120 or 180 days past due have run,
-- the next month's end, and the dates of a bankruptcy notice or a fraud
CREATE TABLE review AS
SELECT w.id, w.person_id, d.no, w.at_s, w.day,
       unixepoch(date((IFNULL(a.oldest_day, w.day - a.past_due)
         + CASE d.product WHEN 'closed_end_retail' THEN 120 ELSE 180 END) * 86400, 'unixepoch',
         'start of month', '+1 month', '-1 day')) / 86400 AS normal,
       unixepoch(date((w.day + 1) * 86400, 'unixepoch', 'start of month', '+1 month', '-1 day'))
         / 86400 AS next
  FROM w JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
  JOIN account a ON a.person_id = d.person_id AND a.no = d.no
 WHERE w.country = 'US' AND w.channel = 'month_end_classification' AND d.status <> 'charged_off'
   AND a.charged_off_day IS NULL;
UPDATE review SET normal = NULL WHERE NOT EXISTS (SELECT 1 FROM debt d
  WHERE d.person_id = review.person_id AND d.no = review.no
    AND d.product IN ('closed_end_retail','credit_card','mortgage'));
CREATE TABLE special AS
SELECT r.id, r.person_id, r.no, r.normal, r.next,
       MIN(lh.day + CASE h.type WHEN 'fraud_discovered' THEN 90 ELSE 60 END) AS by
  FROM review r JOIN happening h ON h.person_id = r.person_id AND h.at_s <= r.at_s
   AND h.type IN ('fraud_discovered','bankruptcy_notice_received') AND (h.debts >> r.no & 1)
  JOIN lh ON lh.id = h.id AND lh.ord = 0
 GROUP BY r.id, r.no, h.type;

-- late payment: each debt of a claim, its due day (agreed, else thirty days after the invoice) and
-- the day interest ends
CREATE TABLE late AS
SELECT w.id, w.person_id, w.country, w.region, w.channel, w.day, d.no, a.amount_e4, c.boe_e4,
       d.type = 'commercial' AND d.product <> 'retail_invoice' AND w.kind <> 'consumer' AS business,
       IFNULL(d.due_day, a.invoice_day + CASE WHEN a.terms > 0 THEN a.terms ELSE 30 END) AS due,
       COALESCE(c.paid_day, (SELECT MIN(lh.day) FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
         WHERE h.person_id = w.person_id AND h.type = 'payment_in_full' AND h.at_s <= w.at_s
           AND (h.debts >> d.no & 1)), w.day) AS paid
  FROM w JOIN claim c ON c.contact_id = w.id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
  JOIN account a ON a.person_id = d.person_id AND a.no = d.no;
CREATE INDEX late_id ON late(id);
-- half years (year * 2, + 1 for the second) and what the rule book gives for them: the Bank of
-- England's rate, the European Central Bank's, the German base rate, in ten-thousandths of a percent
CREATE TABLE half(half INTEGER PRIMARY KEY, first, last, boe, ecb, de);
WITH RECURSIVE h(half) AS (VALUES (4044) UNION ALL SELECT half + 1 FROM h WHERE half < 4057)
INSERT INTO half SELECT half,
  unixepoch((half / 2) || CASE half % 2 WHEN 0 THEN '-01-01' ELSE '-07-01' END) / 86400,
  unixepoch((half / 2) || CASE half % 2 WHEN 0 THEN '-06-30' ELSE '-12-31' END) / 86400, NULL, NULL, NULL
  FROM h;
UPDATE half SET boe = column2 FROM (VALUES (4044,2500), (4045,12500), (4046,35000), (4047,50000),
  (4048,52500)) WHERE half = column1;
UPDATE half SET ecb = column2, de = column3 FROM (VALUES (4048,45000,36200), (4049,42500,33700),
  (4050,31500,22700), (4051,21500,12700)) WHERE half = column1;

-- limitation: years of a written contract by law; suits and threats on debts whose period is over,
-- by the state's law or by the law the contract chose (one that the table does not have is doubtful)
CREATE TABLE period(law PRIMARY KEY, years);
INSERT INTO period VALUES ('NY',6), ('MA',6), ('WA',6), ('CA',4), ('DC',3), ('NV',6), ('FL',5),
  ('AZ',6), ('HI',6), ('WI',6), ('TN',6), ('NC',3), ('IL',10);
CREATE TABLE barred AS
SELECT w.id, w.person_id, w.conduct, w.day, d.no, d.accrued_day, a.law IS NULL AS plain, law.lim,
       w.channel IN ('file_suit','seek_default_judgment') OR w.script IN ('threatens_suit','pay_or_suit')
         OR w.purpose IS 'full_payment_in_7_days_or_legal' AS threat,
       w.region = 'WI' AND w.conveys AND w.reached AS pursued,
       CASE WHEN law.lim THEN law.lim_expired ELSE MAX(MIN(
         date(d.accrued_day * 86400, 'unixepoch', '+' || y.years || ' years'),
         date(d.accrued_day * 86400, 'unixepoch', 'start of month', '+' || (12 * y.years + 1)
           || ' months', '-1 day')) < date(w.day * 86400, 'unixepoch')) END AS over
  FROM w JOIN law ON law.person_id = w.person_id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
  JOIN account a ON a.person_id = d.person_id AND a.no = d.no
  JOIN (SELECT p.law, q.consumer, q.goods, MIN(CASE WHEN p.law = 'NY' AND q.consumer AND NOT q.goods
      THEN 3 ELSE p.years END, CASE WHEN q.goods THEN 4 ELSE 99 END) AS years
    FROM period p, (SELECT column1 AS consumer, column2 AS goods
      FROM (VALUES (0,0), (0,1), (1,0), (1,1))) q) y
   ON y.law IN (w.region, REPLACE(a.law, 'US-', '')) AND y.consumer = (d.type = 'consumer')
     AND y.goods = (d.product = 'trade_invoice')
 WHERE w.country = 'US' AND EXISTS (SELECT 1 FROM period p WHERE p.law = w.region)
   AND (w.channel IN ('file_suit','seek_default_judgment') OR w.script IN ('threatens_suit','pay_or_suit')
     OR w.purpose = 'full_payment_in_7_days_or_legal'
     OR (w.region = 'WI' AND w.conveys AND w.reached))
 GROUP BY w.id, d.no;
UPDATE barred SET over = 1 WHERE NOT lim AND EXISTS (SELECT 1 FROM account a
  WHERE a.person_id = barred.person_id AND a.no = barred.no AND a.law = 'QC');

-- what bars any contact with the consumer: the hours, a cease request, an attorney, what the person
-- excluded; of these tables each rule takes those whom it binds
CREATE TABLE night AS
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.country = 'US' AND w.about AND w.reached AND (w.call OR w.electronic OR w.channel = 'social_post')
   AND w.zones > 0 AND (l.sec <= 28800 OR l.sec >= 75600) AND NOT w.court
   AND w.id NOT IN (SELECT id FROM late_answer) AND w.id NOT IN (SELECT id FROM hour_ok);
CREATE TABLE ceased AS
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type IN ('cease_notice_received','refusal_to_pay_received') AND h.at_s <= w.at_s
   AND (h.debts & w.debts) <> 0 AND h.medium <> 'telephone' AND h.accepted
 WHERE w.country = 'US' AND w.about AND w.reached
   AND NOT (w.purpose IS 'regz_1026_41_periodic_statement'
     AND (w.role = 'mortgage_servicer_debt_collector' OR NOT EXISTS (SELECT 1 FROM debt d
       WHERE d.person_id = w.person_id AND d.product <> 'mortgage' AND (w.debts >> d.no & 1))))
   AND NOT (w.purpose IN ('advise_efforts_terminated','notify_intends_specified_remedy')
     AND w.id = (SELECT MIN(b.id) FROM w b WHERE b.person_id = w.person_id AND b.purpose = w.purpose
       AND b.at_s >= h.at_s AND (b.debts & w.debts) <> 0 AND b.logged AND b.about OR b.id = w.id));
CREATE TABLE represented AS
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
  JOIN person p ON p.id = w.person_id
 WHERE w.country = 'US' AND w.about AND w.reached AND law.att AND law.att_since_s <= w.at_s
   AND (law.att_debts & w.debts) <> 0 AND NOT p.consents_att AND NOT p.silent_att AND NOT w.court
   AND NOT w.replies AND w.channel <> 'talk_on_inbound_call'
   AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = w.person_id
     AND (w.debts & law.att_debts) >> d.no & 1
     AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
       AND h.type = 'attorney_withdrawn_notice' AND h.source IN ('consumer','attorney')
       AND h.at_s <= w.at_s AND (h.debts >> d.no & 1)));
CREATE TABLE unwanted AS
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND w.about AND w.whom = 'person'
   AND w.channel <> 'talk_on_inbound_call' AND NOT w.replies
   AND NOT (w.electronic AND w.script IS 'confirms')
   AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND (EXISTS (SELECT 1 FROM preference p WHERE p.person_id = w.person_id AND p.since_s <= w.at_s
       AND (p.until_day IS NULL OR w.day <= p.until_day)
       AND ((p.type = 'no_medium' AND CASE p.medium WHEN 'telephone' THEN w.call
           WHEN 'email' THEN w.channel = 'email' WHEN 'sms' THEN w.channel = 'sms'
           ELSE w.channel IN ('letter','postcard') END)
         OR (p.type = 'no_address' AND CASE p.medium WHEN 'email' THEN w.channel = 'email'
           AND w.address = p.address ELSE w.call AND w.number = p.address END)))
     OR EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
       AND ((h.type = 'oral_request' AND CASE h.words WHEN 'stop calling me' THEN w.call
           WHEN 'do not text me' THEN w.channel = 'sms'
           WHEN 'no more letters' THEN w.channel IN ('letter','postcard')
           WHEN 'please stop the e-mails' THEN w.channel = 'email' ELSE 0 END)
         OR (h.type = 'inbound_text' AND h.words = 'STOP' AND w.channel = 'sms'
           AND w.number = h.number)
         OR (h.type = 'inbound_email' AND h.words = 'STOP' AND w.channel = 'email'
           AND w.address = h.address))));
CREATE TABLE shut AS
SELECT id, person_id FROM night UNION SELECT id, person_id FROM ceased
UNION SELECT id, person_id FROM represented UNION SELECT id, person_id FROM unwanted;
CREATE UNIQUE INDEX shut_id ON shut(id);
-- no documented override, no consent to extra calls: within seven dates of a conversation
CREATE TABLE too_soon AS
SELECT DISTINCT q.id, q.person_id FROM quiet q JOIN w ON w.id = q.id
 WHERE w.override IS NULL AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = q.id AND f.no = q.no);

-- more than a state or city allows: so many in so many dates, each counted apart (R61)
CREATE TABLE overlay(state, media, debt, most, days, role);
INSERT INTO overlay VALUES ('MA','phone',1,2,7,NULL), ('DC','call',1,3,7,NULL), ('WA','any',0,3,7,'agency'),
 ('NYC','any',0,2,7,'city');
CREATE TABLE over AS
SELECT DISTINCT a.id, a.person_id, o.state FROM overlay o JOIN w a
   ON (o.state = a.region OR o.state = a.state OR (o.state = 'NYC' AND a.city))
  JOIN debt d ON d.person_id = a.person_id AND (a.debts >> d.no & 1)
 WHERE a.country = 'US' AND a.region <> 'FED' AND a.consumer AND a.about AND a.reached AND NOT a.replies
   AND a.channel <> 'talk_on_inbound_call'
   AND CASE o.media WHEN 'call' THEN a.call WHEN 'phone' THEN (a.call OR a.channel = 'sms')
     AND a.place NOT IN ('work','work_landline') ELSE 1 END
   AND CASE o.role WHEN 'agency' THEN a.covered OR a.role = 'debt_buyer_own_account_not_principal_purpose'
     WHEN 'city' THEN a.nyc AND a.day < 20819 AND a.purpose IS NOT 'regz_1026_41_periodic_statement'
       AND NOT (a.purpose IS 'ordinary_account_service' AND a.role = 'first_party_creditor') ELSE 1 END
   AND o.most <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
     WHERE pair.a = a.id AND pair.age < o.days AND b.reply_to IS NULL
       AND (o.debt = 0 OR (b.counted >> d.no & 1))
       AND CASE o.media WHEN 'call' THEN b.call WHEN 'phone' THEN (b.call OR b.channel = 'sms')
         AND b.place NOT IN ('work','work_landline') ELSE 1 END
       AND (o.role IS 'city' OR (b.result IS NOT 'busy' AND b.result IS NOT 'not_in_service')));
