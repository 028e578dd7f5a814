-- check.sql: the checker of the simulated year, written from the rule book, not from the gate: each
-- query names the contacts (and persons) that a rule should have stopped.  None may be found.
-- The part before the first rule makes local dates, windows and who is bound.
CREATE INDEX happening_person ON happening(person_id, type, at_s);
CREATE INDEX contact_person ON contact(person_id, at_s);
CREATE INDEX consent_person ON consent(person_id, type);
CREATE INDEX preference_person ON preference(person_id, type);
CREATE INDEX contact_reply ON contact(reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX offset_name ON zone_offset(name, from_s);

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

-- who is bound, contact by contact
CREATE TABLE w AS
SELECT c.*, (c.at_s + o.offset_s) / 86400 AS day, (c.at_s + o.offset_s) % 86400 AS sec,
       p.country, p.region, p.city, p.role, p.kind, p.begun, p.court, p.judgment, p.zones,
       p.other_kind, p.gap_s,
       c.channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call') AS call,
       c.channel IN ('sms','email','push','portal_message','social_dm','social_contact_request')
         AS electronic,
       c.channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call','sms','email',
         'letter') AS logged,
       p.role IN ('third_party_collector','debt_buyer_principal_purpose',
         'mortgage_servicer_debt_collector') OR (p.role = 'first_party_creditor' AND p.other_name)
         AS covered,
       p.kind NOT IN ('company','sole_trader','natural_person_guarantor','public_authority')
         AS consumer,
       0 AS regf, 0 AS conduct, 0 AS about, 0 AS reached, 0 AS third, 0 AS lcm, 0 AS conveys,
       0 AS replies, 0 AS nyc, 0 AS natural
  FROM contact c JOIN person p ON p.id = c.person_id
  JOIN zone z ON z.person_id = c.person_id AND z.ord = 0
  JOIN zone_offset o ON o.name = z.name AND o.from_s <= c.at_s AND c.at_s < o.to_s;
CREATE UNIQUE INDEX w_id ON w(id);
CREATE INDEX w_person ON w(person_id, at_s);
UPDATE w SET
  natural = kind NOT IN ('company','public_authority'),
  regf = country = 'US' AND covered AND consumer,
  about = channel IN ('call','voicemail','ringless_voicemail','dialer_queue_call','sms','email','push',
    'portal_message','social_dm','social_contact_request','social_post','letter','postcard',
    'talk_on_inbound_call') AND purpose IS NOT 'marketing' AND script IS NOT 'marketing',
  third = whom IN ('other','employer') OR (whom = 'person' AND kind = 'parent'
    AND NOT (SELECT minor FROM person p WHERE p.id = w.person_id));
UPDATE w SET
  reached = whom = 'person' AND NOT third,
  lcm = script IS 'lcm' AND channel IN ('voicemail','ringless_voicemail') AND NOT third,
  nyc = city AND consumer AND CASE WHEN role = 'first_party_creditor' THEN begun IS 1
    ELSE begun IS NOT 0 END,
  conduct = regf OR (country = 'US' AND region = 'CA' AND (consumer OR (natural AND EXISTS (
    SELECT 1 FROM debt d WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1)
     AND d.entered_day >= 20270 AND d.balance_e4 <= 5000000000))));
UPDATE w SET conveys = about AND NOT lcm AND CASE WHEN script IS NULL THEN purpose IS NOT 'location'
  ELSE script IN ('debt','overdue','invites','implies','lcm_group','location_debt','pay_or_suit',
    'threatens_suit','violence','obscene','forgiven','confirms_more','state') END;
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

-- debts that count as one
CREATE TABLE g AS
SELECT d.person_id, d.no, CASE WHEN d.account IS NULL THEN 1 << d.no ELSE
  (SELECT SUM(1 << e.no) FROM debt e WHERE e.person_id = d.person_id AND e.account = d.account) END
  AS mask FROM debt d;
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
   AND (k.debts & w.debts) <> 0 AND (k.until_day IS NULL OR w.day <= k.until_day)
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
 WHERE a.conduct AND a.about
 GROUP BY a.id, a.person_id, g.no;
CREATE UNIQUE INDEX calls_id ON calls(id, no);

-- a conversation about the debt whose seven dates are not over when a call is made
CREATE TABLE quiet AS
SELECT DISTINCT a.id, a.person_id, g.no
  FROM w a JOIN g ON g.person_id = a.person_id AND (a.counted & g.mask) <> 0
  JOIN happening h ON h.person_id = a.person_id AND h.type = 'conversation' AND h.at_s <= a.at_s
   AND h.at_s > a.at_s - 9 * 86400 AND (h.debts & g.mask) <> 0
 WHERE a.conduct AND a.about AND a.call AND a.whom = 'person'
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

-- R7 hours, calls, one zone: strictly between 8:00 and 21:00
SELECT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.conduct AND w.about AND w.reached AND w.zones = 1 AND (w.call OR w.channel = 'social_post')
   AND (l.sec <= 28800 OR l.sec >= 75600) AND NOT w.court
   AND w.id NOT IN (SELECT id FROM late_answer) AND w.id NOT IN (SELECT id FROM hour_ok);

-- R8 several possible zones: the hours in each; none known: nothing with a time of day
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.conduct AND w.about AND w.reached AND w.zones <> 1
   AND (w.call OR w.electronic OR w.channel = 'social_post') AND NOT w.court
   AND ((w.zones = 0 AND NOT w.replies) OR (w.zones > 1 AND (l.sec <= 28800 OR l.sec >= 75600)
     AND w.id NOT IN (SELECT id FROM late_answer) AND w.id NOT IN (SELECT id FROM hour_ok)));

-- R9 hours, electronic messages, one zone
SELECT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.conduct AND w.about AND w.reached AND w.zones = 1 AND w.electronic
   AND (l.sec <= 28800 OR l.sec >= 75600) AND NOT w.court
   AND w.id NOT IN (SELECT id FROM late_answer) AND w.id NOT IN (SELECT id FROM hour_ok);

-- R10 designated times
SELECT w.id, w.person_id FROM w JOIN designated d ON d.id = w.id
 WHERE w.conduct AND w.about AND w.reached AND (w.call OR w.electronic OR w.channel = 'social_post')
   AND NOT w.court AND w.id NOT IN (SELECT id FROM designated_answer)
   AND w.id NOT IN (SELECT id FROM hour_ok);

-- R11 designated places
SELECT w.id, w.person_id FROM w JOIN preference p ON p.person_id = w.person_id
   AND p.since_s <= w.at_s AND (p.until_day IS NULL OR w.day <= p.until_day)
 WHERE w.conduct AND w.about AND w.reached AND w.channel <> 'talk_on_inbound_call'
   AND NOT w.court AND NOT w.replies
   AND ((p.type = 'inconvenient_place' AND p.place = 'home' AND w.place IN ('home_landline','home_mail'))
     OR (p.type = 'inconvenient_place' AND p.place = 'work' AND w.place IN ('work','work_landline'))
     OR (p.type = 'no_work_calls' AND w.call AND w.place IN ('work','work_landline')));

-- R12 a second answer to the same message at a designated time
SELECT w.id, w.person_id FROM w JOIN designated d ON d.id = w.id
 WHERE w.conduct AND w.about AND w.reached AND w.reply_to IS NOT NULL AND NOT w.replies AND NOT w.court
   AND w.id > (SELECT MIN(c.id) FROM contact c WHERE c.reply_to = w.reply_to)
   AND w.id NOT IN (SELECT id FROM hour_ok);

-- R13 attorney
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
  JOIN person p ON p.id = w.person_id
 WHERE w.conduct AND w.about AND w.reached AND law.att AND law.att_since_s <= w.at_s
   AND (law.att_debts & w.debts) <> 0 AND NOT p.consents_att AND NOT p.silent_att AND NOT w.court
   AND NOT w.replies AND w.channel <> 'talk_on_inbound_call'
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
     AND h.type = 'attorney_withdrawn_notice' AND h.source IN ('consumer','attorney')
     AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0);

-- R14 the employer prohibits
SELECT w.id, w.person_id FROM w JOIN preference p ON p.person_id = w.person_id
   AND p.type = 'employer_prohibits' AND p.since_s <= w.at_s
   AND (p.until_day IS NULL OR w.day <= p.until_day)
 WHERE w.conduct AND w.about AND w.reached AND w.place IN ('work','work_landline') AND NOT w.court;

-- R16 cease request or refusal to pay, in writing
SELECT DISTINCT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type IN ('cease_notice_received','refusal_to_pay_received') AND h.at_s <= w.at_s
   AND (h.debts & w.debts) <> 0 AND h.medium <> 'telephone' AND h.accepted
 WHERE w.conduct AND w.about AND w.reached
   AND NOT (w.purpose IS 'regz_1026_41_periodic_statement'
     AND (w.role = 'mortgage_servicer_debt_collector' OR EXISTS (SELECT 1 FROM debt d
       WHERE d.person_id = w.person_id AND d.product = 'mortgage' AND (w.debts >> d.no & 1))))
   AND NOT (w.purpose IN ('advise_efforts_terminated','notify_intends_specified_remedy')
     AND w.id = (SELECT MIN(b.id) FROM w b WHERE b.person_id = w.person_id AND b.purpose = w.purpose
       AND b.at_s >= h.at_s AND (b.debts & w.debts) <> 0 AND b.logged AND b.about OR b.id = w.id));

-- R17 nothing about the debt to third parties
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.third AND w.conveys AND w.purpose IS NOT 'location' AND NOT w.court
   AND NOT (w.judgment AND w.purpose IS 'wage_garnishment_order')
   AND NOT EXISTS (SELECT 1 FROM live v WHERE v.id = w.id AND v.type = 'third_party' AND v.ours
     AND w.whom = 'other' AND (v.who IS NULL OR v.who = w.other_kind));

-- R18 location enquiries: who calls and that it is about location, once
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.conduct AND w.third AND w.purpose IS 'location' AND w.logged
   AND (w.script NOT IN ('location') OR (w.whom = 'other' AND NOT w.replies AND EXISTS (
     SELECT 1 FROM w b JOIN happening h ON h.person_id = w.person_id AND h.type = 'location_conversation'
      AND h.at_s = b.at_s + 5 WHERE b.person_id = w.person_id AND b.id < w.id AND b.whom = 'other'
      AND b.purpose = 'location' AND b.result = 'answered')));

-- R19 e-mail: a path, and no address known to mislead
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.conduct AND w.about AND w.channel = 'email'
   AND (EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
       AND h.type = 'third_party_reported_misdirected_email' AND h.address = w.address)
     OR ((law.mail OR w.source = 'skip_trace_vendor')
       AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
         AND h.type = 'inbound_email' AND h.address = w.address)
       AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = w.person_id AND k.type = 'email'
         AND k.ours AND k.given_s <= w.at_s AND k.address = w.address)
       AND NOT (law.mail AND w.address = 'me@example.org' AND law.mail_by_day - law.mail_sent_day >= 35
         AND w.day > law.mail_by_day)));

-- R20 texts: a text or consent within sixty days, or a check of the number since
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.conduct AND w.about AND w.channel = 'sms' AND law.sms
   AND NOT (law.sms_consent_s IS NOT NULL AND law.sms_consent_s <= w.at_s
     AND (w.at_s - law.sms_consent_s < 61 * 86400 OR (law.sms_check_s >= law.sms_consent_s
       AND law.sms_check_s <= w.at_s AND w.at_s - law.sms_check_s < 61 * 86400)))
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND h.type = 'inbound_text' AND (w.at_s - h.at_s < 61 * 86400 OR (law.sms_check_s >= h.at_s
       AND law.sms_check_s <= w.at_s AND w.at_s - law.sms_check_s < 61 * 86400)));

-- R21 how to opt out
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.about AND w.electronic AND w.opt_out NOT IN ('absent','good')
   AND w.script IS NOT 'confirms';

-- R22 threats, obscenity; three unsolicited messages a day, ten contacts in seven dates
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.script IN ('violence','obscene') AND w.channel <> 'no'
UNION
SELECT a.id, a.person_id FROM w a JOIN calls k ON k.id = a.id
  JOIN g ON g.person_id = a.person_id AND g.no = k.no
 WHERE (a.electronic OR (a.call AND a.whom IN ('person','other','employer'))) AND NOT a.replies
   AND NOT (a.call AND EXISTS (SELECT 1 FROM free f WHERE f.id = a.id AND f.no = k.no))
   AND a.purpose IS NOT 'court_ordered_communication'
   AND a.purpose IS NOT 'regx_1024_39_a_loss_mitigation'
   AND a.purpose IS NOT 'answer_information_request'
   AND ((a.electronic AND 3 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
       WHERE pair.a = a.id AND pair.age = 0 AND b.channel IN ('sms','email') AND b.reply_to IS NULL
         AND b.about AND (b.counted & g.mask) <> 0))
     OR 10 < 1 + k.n + (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
       WHERE pair.a = a.id AND pair.age <= 6 AND b.channel IN ('sms','email') AND b.reply_to IS NULL
         AND b.about AND (b.counted & g.mask) <> 0));

-- R23 an eighth call in seven dates
SELECT a.id, a.person_id FROM w a JOIN calls k ON k.id = a.id
 WHERE a.call AND k.n >= 7 AND a.whom IN ('person','other','employer')
   AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = a.id AND f.no = k.no);

-- R24 within seven dates of a conversation
SELECT q.id, q.person_id FROM quiet q
 WHERE NOT EXISTS (SELECT 1 FROM free f WHERE f.id = q.id AND f.no = q.no);

-- R25 consent to extra calls that is over (by date, revocation, conversation) frees no call
SELECT a.id, a.person_id FROM w a JOIN g ON g.person_id = a.person_id AND (a.counted & g.mask) <> 0
  JOIN consent k ON k.person_id = a.person_id AND k.type = 'extra_calls' AND k.given_s <= a.at_s
   AND (k.debts & g.mask) <> 0
 WHERE a.call AND a.conduct AND a.about AND a.whom = 'person'
   AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = a.id AND f.no = g.no)
   AND (EXISTS (SELECT 1 FROM quiet q WHERE q.id = a.id AND q.no = g.no)
     OR EXISTS (SELECT 1 FROM calls c WHERE c.id = a.id AND c.no = g.no AND c.n >= 7));

-- R28 a number known to be another's
SELECT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'wrong_number_learned' AND h.number = w.number AND h.at_s <= w.at_s
 WHERE w.conduct AND w.reached AND (w.call OR w.channel = 'sms');

-- R29 who is calling
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.call AND w.about AND NOT w.lcm AND w.purpose IS NOT 'location'
   AND NOT w.identity;

-- R30 media and addresses that the person excluded
SELECT w.id, w.person_id FROM w
 WHERE (w.conduct OR (w.nyc AND w.day >= 20819)) AND w.about AND w.whom = 'person'
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

-- R31 an alias stands for one employee
SELECT w.id, w.person_id FROM w WHERE w.regf AND w.alias_bad AND w.channel IN ('letter','postcard');

-- R32 postcards, envelopes, amounts
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND (w.channel = 'postcard' OR w.postcard_text
   OR (w.channel IN ('charge_fee','accrue_interest') AND EXISTS (SELECT 1 FROM debt d
     WHERE d.person_id = w.person_id AND d.no = (SELECT MIN(e.no) FROM debt e
       WHERE e.person_id = w.person_id AND (w.debts >> e.no & 1))
     AND d.allows_interest = 0 AND w.channel = 'accrue_interest')));

-- R33 an e-mail address of the employer
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.about AND w.channel = 'email' AND w.place = 'work_email_known';

-- R34 social media: nothing others see, the collector named, no invented profile
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND ((w.about AND (w.channel = 'social_post' OR w.public))
   OR (w.channel LIKE 'social%' AND (w.fictitious OR (w.hidden_collector
     AND w.purpose IS NOT 'location'))));

-- R35 no suit and no threat on a time-barred debt (for sure: no state has more than ten years here)
SELECT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id
   AND d.no = (SELECT MIN(e.no) FROM debt e WHERE e.person_id = w.person_id AND (w.debts >> e.no & 1))
  JOIN law ON law.person_id = w.person_id
 WHERE w.conduct AND law.mil_start_day IS NULL
   AND w.region IN ('NY','MA','WA','CA','DC','NV','FL','AZ','HI','WI','TN')
   AND w.day > d.accrued_day + 366 * CASE w.region WHEN 'NY' THEN 3 WHEN 'CA' THEN 4 WHEN 'DC' THEN 3
     WHEN 'FL' THEN 5 ELSE 6 END
   AND (w.channel IN ('file_suit','seek_default_judgment')
     OR w.script IN ('threatens_suit','pay_or_suit')
     OR w.purpose IS 'full_payment_in_7_days_or_legal')
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.type = 'payment'
     AND h.at_s <= w.at_s);

-- R36 furnishing: spoken, or written to the consumer and fourteen days without a return
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
  JOIN law ON law.person_id = w.person_id
 WHERE w.regf AND w.channel = 'furnish_credit'
   AND NOT EXISTS (SELECT 1 FROM debt d WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1)
     AND d.status IN ('paid','settled','discharged'))
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
     AND h.type = 'conversation' AND h.at_s <= w.at_s AND (h.debts & w.debts) <> 0)
   AND (p.no_bounces
     OR (NOT EXISTS (SELECT 1 FROM w b WHERE b.person_id = w.person_id AND b.at_s < w.at_s
         AND b.channel IN ('letter','email','sms') AND b.whom = 'person' AND b.about
         AND b.purpose IS NOT 'location' AND (b.debts & w.debts) <> 0 AND w.day >= b.day + 14
         AND NOT EXISTS (SELECT 1 FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
           WHERE h.person_id = w.person_id AND h.type IN ('undeliverable_notice','email_bounced')
           AND h.at_s > b.at_s AND lh.day < b.day + 14 AND h.at_s <= w.at_s))
       AND NOT (law.val = 'sent' AND w.day >= law.val_sent_day + 14
         AND NOT EXISTS (SELECT 1 FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
           WHERE h.person_id = w.person_id AND h.type IN ('undeliverable_notice','email_bounced')
           AND lh.day >= law.val_sent_day AND lh.day < law.val_sent_day + 14))));

-- R37 no sale or placement of what is settled, discharged or stolen
SELECT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.country = 'US' AND w.channel IN ('sell_debt','place_with_agency')
   AND (d.stolen OR (w.regf AND d.status IN ('paid','settled','discharged')));

-- R38 payments as the consumer directs
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.channel = 'apply_payment' AND w.directed_to <> w.apply_to
   AND 1 < (SELECT COUNT(*) FROM debt d WHERE d.person_id = w.person_id);

-- R39 venue
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.channel IN ('file_suit','seek_default_judgment') AND w.venue = 'district C';

-- R40 validation information within five dates of the first word
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id AND law.val = 'not_sent'
  JOIN (SELECT person_id, MIN(at_s) AS at_s, day, debts FROM w WHERE conveys AND reached AND logged
    GROUP BY person_id) f ON f.person_id = w.person_id
 WHERE w.regf AND w.about AND w.reached AND w.at_s > f.at_s AND w.day > f.day + 5
   AND (f.debts & w.debts) <> 0 AND NOT w.notice
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.notice AND n.at_s < w.at_s)
   AND NOT EXISTS (SELECT 1 FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
     WHERE h.person_id = w.person_id AND h.type = 'payment_in_full' AND lh.day <= f.day + 5);

-- R43 the printed end: thirty days after the fifth business day
SELECT w.id, w.person_id FROM w
 WHERE w.regf AND w.notice AND w.end_day < 30 + (SELECT b.day FROM business b WHERE b.day > w.day
   ORDER BY b.day LIMIT 1 OFFSET 4);

-- R44 no deadline and no threat inside the validation period
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.regf AND law.val = 'sent' AND w.day <= law.val_end_day
   AND w.channel NOT IN ('file_suit','seek_default_judgment')
   AND (w.script IN ('pay_or_suit','threatens_suit') OR w.purpose IS 'full_payment_in_7_days_or_legal')
   AND w.about;

-- R45 disputed in writing, in time, not answered
SELECT DISTINCT w.id, w.person_id FROM w JOIN dispute d ON d.person_id = w.person_id
   AND d.at_s <= w.at_s AND (d.debts & w.debts) <> 0
 WHERE w.regf AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'))
   AND d.day <= d.end_day AND d.sent_s IS NULL
   AND w.what IS NULL AND w.purpose IS NOT 'location' AND w.purpose IS NOT 'advise_efforts_terminated'
   AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND w.purpose IS NOT 'answer_information_request'
   AND (NOT d.same_substance OR d.attachment IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM happening v WHERE v.person_id = w.person_id
     AND v.type = 'verification_sent' AND v.at_s > d.at_s AND v.at_s <= w.at_s
     AND (v.debts & w.debts) <> 0);

-- R46 a repeated dispute waits for its notice (or another verification)
SELECT DISTINCT w.id, w.person_id FROM w JOIN dispute d ON d.person_id = w.person_id
   AND d.at_s <= w.at_s AND (d.debts & w.debts) <> 0
 WHERE w.regf AND w.about AND w.reached AND d.day <= d.end_day AND d.sent_s IS NULL
   AND d.type = 'dispute_received' AND d.same_substance AND d.attachment IS NULL AND w.what IS NULL
   AND w.purpose IS NOT 'location' AND w.purpose IS NOT 'advise_efforts_terminated'
   AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND w.purpose IS NOT 'answer_information_request'
   AND EXISTS (SELECT 1 FROM dispute f JOIN happening v ON v.person_id = f.person_id
     AND v.type = 'verification_sent' AND v.at_s > f.at_s AND v.at_s <= d.at_s
     WHERE f.person_id = d.person_id AND f.type = 'dispute_received' AND f.at_s < d.at_s
     AND f.day <= f.end_day AND (v.debts & w.debts) <> 0)
   AND NOT EXISTS (SELECT 1 FROM happening v WHERE v.person_id = w.person_id AND v.at_s > d.at_s
     AND v.at_s <= w.at_s AND v.type IN ('verification_sent','duplicative_notice_sent'))
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.at_s > d.at_s
     AND n.at_s <= w.at_s AND n.channel = 'send_duplicative_notice');

-- R48 call logs are kept three years after the last activity
SELECT w.id, w.person_id FROM w
 WHERE w.regf AND w.channel = 'delete_record' AND w.record = 'call_log';

-- R49 autodialed, artificial or prerecorded to a mobile, without consent
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND (w.call OR w.channel = 'sms') AND w.line = 'wireless'
   AND (w.dial IN ('atds_random_sequential','prerecorded','ai_voice')
     OR (w.dial IS NULL AND w.channel = 'ringless_voicemail'))
   AND NOT (w.script IS 'confirms' AND w.channel = 'sms')
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = w.person_id
     AND k.type = 'tcpa_prior_express' AND k.given_s <= w.at_s AND (k.debts & w.debts) <> 0)
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND (h.type IN ('consent_revoked','oral_request') OR h.words = 'STOP'));

-- R50 a fourth prerecorded call in thirty dates to a residential line, without consent
SELECT a.id, a.person_id FROM w a
 WHERE a.country = 'US' AND a.call AND a.line = 'residential_landline'
   AND (a.dial IN ('prerecorded','ai_voice') OR (a.dial IS NULL AND a.channel = 'ringless_voicemail'))
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = a.person_id
     AND k.type = 'tcpa_prior_express' AND k.given_s <= a.at_s AND (k.debts & a.debts) <> 0)
   AND 3 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b
     WHERE pair.a = a.id AND pair.age <= 29 AND b.call AND b.number = a.number
       AND (b.dial IN ('prerecorded','ai_voice')
         OR (b.dial IS NULL AND b.channel = 'ringless_voicemail')));

-- R51 revoked by text: no automated call and no automated text any more
SELECT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id AND h.words = 'STOP'
   AND h.at_s <= w.at_s AND (h.number IS NULL OR h.number = w.number)
 WHERE w.country = 'US' AND (w.call OR w.channel = 'sms') AND w.line = 'wireless'
   AND (w.dial IN ('atds_random_sequential','prerecorded','ai_voice')
     OR (w.dial IS NULL AND w.channel = 'ringless_voicemail'))
   AND NOT (w.script IS 'confirms' AND w.channel = 'sms' AND w.at_s - h.at_s <= 300)
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = w.person_id
     AND k.type = 'tcpa_prior_express' AND k.given_s <= w.at_s AND k.given_s > h.at_s);

-- R52 prerecorded messages give a number to call back
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND w.call AND (w.dial IN ('prerecorded','ai_voice')
     OR (w.dial IS NULL AND w.channel = 'ringless_voicemail'))
   AND w.script IS NOT NULL AND NOT (w.callback AND (w.names OR w.script IN ('location','location_debt')));

-- R53 telephone solicitations between 8 and 21
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.country = 'US' AND w.zones > 0 AND (w.call OR w.channel = 'sms')
   AND (w.purpose IS 'marketing' OR w.script IS 'marketing') AND (l.sec < 28800 OR l.sec > 75600);

-- R54 reassigned numbers, the FCC's database not asked since the consent
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id AND p.reassigned
  JOIN law ON law.person_id = w.person_id
 WHERE NOT (law.sms AND w.place IS 'mobile' AND IFNULL(law.sms_check_s <= w.at_s, 0) AND EXISTS (
     SELECT 1 FROM consent k WHERE k.person_id = w.person_id AND k.type = 'tcpa_prior_express'
      AND k.given_s <= law.sms_check_s AND (k.debts & w.debts) <> 0))
   AND w.country = 'US' AND (w.call OR w.channel = 'sms') AND w.line = 'wireless'
   AND (w.dial IN ('atds_random_sequential','prerecorded','ai_voice')
     OR (w.dial IS NULL AND w.channel = 'ringless_voicemail'));

-- R55 the automatic stay
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.country = 'US' AND law.bk AND NOT law.bk_other
   AND w.kind NOT IN ('codebtor','natural_person_guarantor') AND law.bk_filed_s <= w.at_s
   AND (law.bk_end_day IS NULL OR w.day < law.bk_end_day) AND law.bk_prior_day IS NULL
   AND ((w.about AND w.whom NOT IN ('attorney','creditor'))
     OR w.channel IN ('charge_fee','accrue_interest','file_suit','apply_payment'));

-- R56 the co-debtor's stay
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.country = 'US' AND law.bk AND law.bk_other AND law.bk_chapter = 13 AND w.consumer
   AND law.bk_filed_s <= w.at_s AND (law.bk_end_day IS NULL OR w.day < law.bk_end_day)
   AND w.about AND w.reached;

-- R57 discharge
SELECT DISTINCT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.country = 'US' AND w.about AND w.whom NOT IN ('attorney','creditor')
   AND ((law.bk AND NOT law.bk_other AND law.bk_status = 'discharged' AND w.day >= law.bk_end_day
       AND w.kind NOT IN ('codebtor','natural_person_guarantor'))
     OR EXISTS (SELECT 1 FROM debt d WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1)
       AND d.status = 'discharged'));

-- R58 six percent in military service
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
 WHERE w.country = 'US' AND w.channel = 'accrue_interest' AND w.rate_e4 > 60000
   AND law.mil_start_day <= w.day AND law.mil_orders_day <= w.day
   AND (law.mil_end_day IS NULL OR (w.day <= law.mil_end_day
     AND law.mil_orders_day <= law.mil_end_day + 180));

-- R62 Massachusetts: two in seven dates on a debt, two in thirty at work; waking hours
SELECT DISTINCT a.id, a.person_id FROM w a JOIN debt d ON d.person_id = a.person_id
   AND (a.debts >> d.no & 1)
 WHERE a.region = 'MA' AND a.country = 'US' AND a.consumer AND a.about AND NOT a.replies
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
         AND k.type IN ('electronic_written','email') AND k.given_s <= w.at_s)
       AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
         AND h.type IN ('inbound_email','inbound_text','portal_session_open')
         AND h.at_s <= w.at_s AND h.at_s > w.at_s - 62 * 86400)));

-- R65 Washington: three in seven dates, one at work; two a day to a mobile, by text, by e-mail
SELECT a.id, a.person_id FROM w a
 WHERE a.region = 'WA' AND a.country = 'US' AND a.consumer AND a.about AND a.reached AND NOT a.replies
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

-- R67 Nevada: sixty days after the mailed notice for medical debts
SELECT w.id, w.person_id FROM w
 WHERE w.region = 'NV' AND w.country = 'US' AND w.about AND w.what IS NULL
   AND (w.covered OR w.role = 'debt_buyer_own_account_not_principal_purpose')
   AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = w.person_id AND d.product = 'medical'
     AND (w.debts >> d.no & 1))
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.channel = 'letter'
     AND n.what = 'nv_60_day_medical_notice' AND n.day <= w.day - 60 AND (n.debts & w.debts) <> 0);

-- R68 District of Columbia: three calls in seven dates on an account
SELECT DISTINCT a.id, a.person_id FROM w a JOIN debt d ON d.person_id = a.person_id
   AND (a.debts >> d.no & 1)
 WHERE a.region = 'DC' AND a.consumer AND a.about AND a.reached AND a.call AND NOT a.replies
   AND 3 <= (SELECT COUNT(*) FROM pair JOIN w b ON b.id = pair.b WHERE pair.a = a.id AND pair.age <= 6
     AND b.call AND b.about AND b.result NOT IN ('busy','not_in_service')
     AND (b.counted >> d.no & 1));

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

-- R81 the fixed sum by size
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'UK' AND w.channel IN ('claim_late_payment','claim_fixed_sum')
   AND w.amount_e4 <> (SELECT SUM(CASE WHEN d.balance_e4 < 10000000 THEN 400000
     WHEN d.balance_e4 < 100000000 THEN 700000 ELSE 1000000 END) FROM debt d
     WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1));

-- R83 no more than EUR 40 an invoice, and only when late
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'EU' AND w.channel = 'claim_fixed_sum'
   AND w.amount_e4 > 400000 * (SELECT COUNT(*) FROM debt d WHERE d.person_id = w.person_id
     AND (w.debts >> d.no & 1));

-- R84 terms: sixty days, public authorities thirty
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'EU' AND w.channel = 'set_terms'
   AND w.terms > CASE w.kind WHEN 'public_authority' THEN 30 ELSE 60 END;

-- R85 nothing on contested data; no advertising after an objection
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.country = 'EU' AND ((p.contested AND w.about AND NOT w.replies)
   OR (p.objection AND (w.purpose IS 'marketing' OR w.script IS 'marketing')));

-- R92 nobody is told that a charge-off forgives
SELECT w.id, w.person_id FROM w WHERE w.script IS 'forgiven' AND w.channel <> 'no';
