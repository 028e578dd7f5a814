-- check_regf.sql: what Regulation F forbids (rule book 2-6).

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
SELECT w.id, w.person_id FROM w JOIN represented r ON r.id = w.id WHERE w.conduct;

-- R14 the employer prohibits
SELECT w.id, w.person_id FROM w JOIN preference p ON p.person_id = w.person_id
   AND p.type = 'employer_prohibits' AND p.since_s <= w.at_s
   AND (p.until_day IS NULL OR w.day <= p.until_day)
 WHERE w.conduct AND w.about AND w.reached AND w.place IN ('work','work_landline') AND NOT w.court;

-- R16 cease request or refusal to pay, in writing
SELECT w.id, w.person_id FROM w JOIN ceased c ON c.id = w.id WHERE w.conduct;

-- R17 nothing about the debt to third parties
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.third AND w.conveys AND w.purpose IS NOT 'location' AND NOT w.court
   AND NOT (w.judgment AND w.purpose IS 'wage_garnishment_order')
   AND NOT EXISTS (SELECT 1 FROM live v WHERE v.id = w.id AND v.type = 'third_party' AND v.ours
     AND w.whom IN ('person','other')
     AND (v.who IS NULL OR v.who = CASE w.whom WHEN 'other' THEN w.other_kind ELSE w.kind END));

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
 WHERE w.conduct AND w.script IN ('violence','obscene')
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
 WHERE a.call AND k.n >= 7 AND a.whom IN ('person','other','employer') AND a.override IS NULL
   AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = a.id AND f.no = k.no);

-- R24 within seven dates of a conversation
SELECT w.id, w.person_id FROM w JOIN too_soon s ON s.id = w.id WHERE w.conduct;

-- R28 a number known to be another's
SELECT w.id, w.person_id FROM w JOIN happening h ON h.person_id = w.person_id
   AND h.type = 'wrong_number_learned' AND h.number = w.number AND h.at_s <= w.at_s
 WHERE w.conduct AND w.reached AND (w.call OR w.channel = 'sms');

-- R29 who is calling
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.call AND w.about AND NOT w.lcm AND NOT w.identity
   AND NOT (w.purpose IS 'location' AND NOT w.reached);

-- R30 media and addresses that the person excluded
SELECT w.id, w.person_id FROM w JOIN unwanted u ON u.id = w.id
 WHERE w.conduct OR (w.nyc AND w.day >= 20819);

-- R31b the first word about the debt says that a debt is collected and what for, each later one that
-- it comes from a debt collector; in the language of the message
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
  LEFT JOIN first_word f ON f.person_id = w.person_id
  LEFT JOIN paper p ON p.contact_id = w.id
 WHERE w.regf AND w.conveys AND w.reached AND w.channel <> 'talk_on_inbound_call'
   AND p.statement IS NOT '18e1' AND CASE
     WHEN law.val = 'not_sent' AND w.id <= COALESCE(f.id, w.id) THEN w.disclosures IS NULL
       OR instr(w.disclosures, CASE w.language WHEN 'es' THEN ',18e1:es,' ELSE ',18e1' END) = 0
     WHEN w.disclosures IS NULL THEN 0
     WHEN w.language IS 'es' THEN instr(w.disclosures, '18e1:es,') = 0
       AND instr(w.disclosures, '18e2:es,') = 0
     ELSE instr(w.disclosures, ',18e') = 0 END;

-- R31 an alias stands for one employee
SELECT w.id, w.person_id FROM w WHERE w.regf AND w.alias_bad AND w.channel IN ('letter','postcard');

-- R32 postcards, envelopes
SELECT w.id, w.person_id FROM w WHERE w.conduct AND (w.channel = 'postcard' OR w.postcard_text);

-- R32b no interest and no fee that the contract of each debt does not allow
SELECT DISTINCT w.id, w.person_id FROM w
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.conduct AND w.channel IN ('charge_fee','accrue_interest')
   AND instr(d.authorises, ',' || CASE w.channel WHEN 'charge_fee' THEN w.fee
     ELSE 'contract_interest' END || ',') = 0;

-- R33 an e-mail address of the employer
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.about AND w.channel = 'email' AND w.place = 'work_email_known';

-- R34 social media: nothing others see, the collector named, no invented profile
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND ((w.about AND (w.channel = 'social_post' OR w.public))
   OR (w.channel LIKE 'social%' AND (w.fictitious OR (w.hidden_collector
     AND w.purpose IS NOT 'location'))));

-- R35 no suit and no threat on a time-barred debt, be its date doubtful
SELECT DISTINCT b.id, b.person_id FROM barred b WHERE b.conduct AND b.threat AND b.over;

-- R36 furnishing: spoken, or written to the consumer and fourteen days without a return, about each
-- debt that is not over
SELECT DISTINCT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
  JOIN law ON law.person_id = w.person_id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.regf AND w.channel = 'furnish_credit' AND d.status NOT IN ('paid','settled','discharged')
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id
     AND h.type = 'conversation' AND h.at_s <= w.at_s AND (h.debts >> d.no & 1))
   AND (p.no_bounces
     OR (NOT EXISTS (SELECT 1 FROM w b WHERE b.person_id = w.person_id AND b.at_s < w.at_s
         AND b.channel IN ('letter','email','sms') AND b.whom = 'person' AND b.about
         AND b.purpose IS NOT 'location' AND (b.debts >> d.no & 1) AND w.day >= b.day + 14
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

-- R38 payments as the consumer directs: to no other debt
SELECT DISTINCT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id
   AND CASE WHEN w.apply_to IS NULL THEN (w.debts >> d.no & 1) ELSE w.apply_to = 'D' || (d.no + 1) END
 WHERE w.conduct AND w.channel = 'apply_payment' AND w.directed_to <> 'D' || (d.no + 1)
   AND 1 < (SELECT COUNT(*) FROM debt e WHERE e.person_id = w.person_id);

-- R38b and of several debts to none that is disputed
SELECT DISTINCT w.id, w.person_id FROM w JOIN debt d ON d.person_id = w.person_id
   AND CASE WHEN w.apply_to IS NULL THEN (w.debts >> d.no & 1) ELSE w.apply_to = 'D' || (d.no + 1) END
 WHERE w.conduct AND w.channel = 'apply_payment'
   AND 1 < (SELECT COUNT(*) FROM debt e WHERE e.person_id = w.person_id)
   AND EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND h.type = 'dispute_received' AND (h.debts >> d.no & 1)
     AND NOT EXISTS (SELECT 1 FROM happening v WHERE v.person_id = w.person_id AND v.at_s > h.at_s
       AND v.at_s <= w.at_s AND v.type = 'verification_sent' AND (v.debts >> d.no & 1)));

-- R39 venue: for each debt where its contract was signed or the consumer lives; real property where
-- it lies, here where the consumer lives
SELECT DISTINCT w.id, w.person_id FROM w
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.conduct AND w.channel IN ('file_suit','seek_default_judgment') AND w.venue <> 'district B'
   AND (w.venue IS NOT d.signed_in OR d.product = 'mortgage');

-- R40 validation information within five dates of the first word (of a call that somebody took, or a
-- message left)
SELECT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id AND law.val = 'not_sent'
  JOIN first_word f ON f.person_id = w.person_id
 WHERE w.regf AND w.about AND w.reached AND w.at_s > f.at_s AND w.day > f.day + 5
   AND (f.debts & w.debts) <> 0 AND NOT w.notice
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.notice AND n.at_s < w.at_s)
   AND NOT EXISTS (SELECT 1 FROM happening h JOIN lh ON lh.id = h.id AND lh.ord = 0
     WHERE h.person_id = w.person_id AND h.type = 'payment_in_full' AND lh.day <= f.day + 5);

-- R41 the fields of the model form: each filled and right, the sums too
SELECT w.id, w.person_id FROM paper p JOIN w ON w.id = p.contact_id
 WHERE w.regf AND (IFNULL(p.statement, '') NOT IN ('18e1','18e2')
   OR (p.statement = '18e2' AND (p.first OR p.itself))
   OR '' IN (IFNULL(p.collector, ''), IFNULL(p.collector_mail, ''), IFNULL(p.name, ''),
     IFNULL(p.mail, ''), IFNULL(p.account, ''), IFNULL(p.creditor, ''), IFNULL(p.type, ''),
     IFNULL(p.amount_then, ''), IFNULL(p.interest, ''), IFNULL(p.fees, ''), IFNULL(p.payments, ''),
     IFNULL(p.credits, ''), IFNULL(p.amount_now, ''))
   OR p.name <> p.file_name OR p.day IS NULL OR p.end_day IS NULL
   OR LENGTH(REPLACE(REPLACE(REPLACE(p.account, 'x', ''), '*', ''), '-', '')) < 3
   OR ((IFNULL(p.creditor_then, '') = '' OR NOT p.cfpb) AND EXISTS (SELECT 1 FROM debt d
     WHERE d.person_id = w.person_id AND (w.debts >> d.no & 1)
       AND d.product NOT IN ('medical','utility','rent_current','retail_invoice')))
   OR p.prompts <> 15 OR (p.back AND IFNULL(p.front, '') = '')
   OR (p.separate AND IFNULL(p.reference, '') = '')
   OR (w.electronic AND IFNULL(p.electronic, '') = '')
   OR ROUND(100 * (REPLACE(p.amount_then, 'none', '0') + REPLACE(p.interest, 'none', '0')
     + REPLACE(p.fees, 'none', '0') - REPLACE(p.payments, 'none', '0')
     - REPLACE(p.credits, 'none', '0') - p.amount_now)) <> 0);

-- R42 one of five dates, always of the same type for a debt; a statement of a creditor; the day of
-- the charge-off
SELECT w.id, w.person_id FROM paper p JOIN w ON w.id = p.contact_id
 WHERE w.regf AND (p.type NOT IN ('last_statement','charge_off','last_payment','transaction','judgment')
   OR (p.type = 'last_statement' AND p.issuer = 'prior_debt_collector')
   OR (p.type = 'charge_off' AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = w.person_id
     AND (w.debts >> a.no & 1) AND a.charged_off_day <> p.day))
   OR EXISTS (SELECT 1 FROM contact b INDEXED BY contact_notice JOIN paper q ON q.contact_id = b.id
     WHERE b.person_id = w.person_id AND b.notice AND b.id < w.id AND (b.debts & w.debts) <> 0
       AND q.type <> p.type AND q.type <> ''));

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
   AND d.at_s <= w.at_s
  JOIN debt x ON x.person_id = w.person_id AND (w.debts & d.debts) >> x.no & 1
 WHERE w.regf AND ((w.about AND w.reached) OR w.channel IN ('file_suit','seek_default_judgment'))
   AND d.day <= d.end_day AND d.sent_s IS NULL
   AND w.what IS NULL AND w.purpose IS NOT 'location' AND w.purpose IS NOT 'advise_efforts_terminated'
   AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND w.purpose IS NOT 'answer_information_request'
   AND (NOT d.same_substance OR d.attachment IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM happening v WHERE v.person_id = w.person_id
     AND v.type = 'verification_sent' AND v.at_s > d.at_s AND v.at_s <= w.at_s
     AND (v.debts >> x.no & 1));

-- R46 a repeated dispute waits for its notice (or another verification)
SELECT DISTINCT w.id, w.person_id FROM w JOIN dispute d ON d.person_id = w.person_id
   AND d.at_s <= w.at_s
  JOIN debt x ON x.person_id = w.person_id AND (w.debts & d.debts) >> x.no & 1
 WHERE w.regf AND w.about AND w.reached AND d.day <= d.end_day AND d.sent_s IS NULL
   AND d.type = 'dispute_received' AND d.same_substance AND d.attachment IS NULL AND w.what IS NULL
   AND w.purpose IS NOT 'location' AND w.purpose IS NOT 'advise_efforts_terminated'
   AND w.purpose IS NOT 'regz_1026_41_periodic_statement'
   AND w.purpose IS NOT 'answer_information_request'
   AND EXISTS (SELECT 1 FROM dispute f JOIN happening v ON v.person_id = f.person_id
     AND v.type = 'verification_sent' AND v.at_s > f.at_s AND v.at_s <= d.at_s
     WHERE f.person_id = d.person_id AND f.type = 'dispute_received' AND f.at_s < d.at_s
     AND f.day <= f.end_day AND (f.debts & v.debts) >> x.no & 1)
   AND NOT EXISTS (SELECT 1 FROM happening v WHERE v.person_id = w.person_id AND v.at_s > d.at_s
     AND v.at_s <= w.at_s AND v.type IN ('verification_sent','duplicative_notice_sent')
     AND (v.debts >> x.no & 1))
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.at_s > d.at_s
     AND n.at_s <= w.at_s AND n.channel = 'send_duplicative_notice' AND (n.debts >> x.no & 1));

-- R47 sent so that it arrives: creditor and one identifier in the subject, a sender that is known,
-- returns watched, an address not opted out; not where the consumer no longer lives
SELECT w.id, w.person_id FROM w JOIN paper p ON p.contact_id = w.id
  JOIN person q ON q.id = w.person_id
 WHERE w.regf AND w.electronic AND (q.no_bounces OR p.subject NOT LIKE '%Old Bank%ending 1234%'
   OR p.sender NOT IN ('Old Bank','Acme Recovery')
   OR EXISTS (SELECT 1 FROM preference r WHERE r.person_id = w.person_id AND r.type = 'no_address'
     AND r.address = w.address AND r.since_s <= w.at_s
     AND (r.until_day IS NULL OR w.day <= r.until_day))
   OR EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND ((h.type = 'third_party_reported_misdirected_email' AND h.address = w.address)
       OR (h.type = 'inbound_email' AND h.words = 'STOP' AND h.address = w.address))))
UNION
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id AND p.moved
 WHERE w.regf AND w.channel = 'letter' AND w.what IS NOT NULL AND w.place = 'last_known'
UNION
SELECT w.id, w.person_id FROM w
 WHERE w.regf AND w.channel = 'treat_as_provided' AND w.what IS NOT NULL
   AND EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND h.type IN ('undeliverable_notice','email_bounced')
     AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.what IS NOT NULL
       AND n.channel IN ('letter','email') AND n.at_s >= h.at_s AND n.at_s <= w.at_s));

-- R48 evidence is kept three years after the last activity, a recording three after the call
SELECT k.id, k.person_id FROM kept k
 WHERE k.regf AND k.channel = 'delete_record' AND CASE WHEN k.since IS NULL THEN NOT k.retired ELSE
   MIN(date(k.since, '+3 years'), date(k.since, 'start of month', '+37 months', '-1 day')) >= k.today
   END;
