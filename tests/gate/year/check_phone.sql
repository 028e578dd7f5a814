-- check_phone.sql: telephone act, bankruptcy, service (rule book 7, 8; R60).

-- R49 autodialed, artificial or prerecorded to a mobile, without consent
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND (w.call OR w.channel = 'sms') AND w.line = 'wireless'
   AND (w.dial IN ('atds_random_sequential','prerecorded','ai_voice')
     OR (w.dial IS NULL AND w.channel = 'ringless_voicemail'))
   AND NOT (w.script IS 'confirms' AND w.channel = 'sms')
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = w.person_id
     AND k.type = 'tcpa_prior_express' AND k.given_s <= w.at_s AND (w.debts & ~k.debts) = 0)
   AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = w.person_id AND h.at_s <= w.at_s
     AND (h.type IN ('consent_revoked','oral_request') OR h.words = 'STOP'));

-- R50 a fourth prerecorded call in thirty dates to a residential line, without consent
SELECT a.id, a.person_id FROM w a
 WHERE a.country = 'US' AND a.call AND a.line = 'residential_landline'
   AND (a.dial IN ('prerecorded','ai_voice') OR (a.dial IS NULL AND a.channel = 'ringless_voicemail'))
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = a.person_id
     AND k.type = 'tcpa_prior_express' AND k.given_s <= a.at_s AND (a.debts & ~k.debts) = 0)
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
      AND k.given_s <= law.sms_check_s AND (w.debts & ~k.debts) = 0))
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

-- R58 six percent in military service and no fee on top, on debts older than it; on mortgages for a
-- year more
SELECT DISTINCT w.id, w.person_id FROM w JOIN law ON law.person_id = w.person_id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1)
 WHERE w.country = 'US' AND ((w.channel = 'accrue_interest' AND w.rate_e4 > 60000)
   OR w.channel = 'charge_fee')
   AND d.incurred_day < law.mil_start_day
   AND law.mil_start_day <= w.day AND law.mil_orders_day <= w.day
   AND (law.mil_end_day IS NULL OR (law.mil_orders_day <= law.mil_end_day + 180
     AND date(w.day * 86400, 'unixepoch') <= date(law.mil_end_day * 86400, 'unixepoch',
       CASE d.product WHEN 'mortgage' THEN '+1 year' ELSE '+0 days' END)));

-- R59 no default judgment without an affidavit on military service
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND w.channel = 'seek_default_judgment'
   AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.contact_id = w.id
     AND p.token = 'military_affidavit');

-- R60 electronic after the initial communication only with E-SIGN consent
SELECT w.id, w.person_id FROM w JOIN paper p ON p.contact_id = w.id
  JOIN person q ON q.id = w.person_id AND q.no_esign
  JOIN law ON law.person_id = w.person_id
 WHERE w.regf AND w.electronic AND (NOT p.itself OR law.val = 'sent'
   OR EXISTS (SELECT 1 FROM w b WHERE b.person_id = w.person_id AND b.at_s < w.at_s AND b.logged
     AND b.conveys AND b.reached AND (NOT b.call OR b.channel IN ('voicemail','ringless_voicemail')
       OR b.result = 'answered') AND (b.debts & w.debts) <> 0));
