-- check_scope.sql: who and what is covered, and what the definitions bind (rule book 2, and rules
-- 15, 25-27, 61).  Queries of objections ask the other way: nobody outside a rule is refused by it.

-- R1 a collector of others' debts, or one under another name, is bound
SELECT w.id, w.person_id FROM w JOIN shut b ON b.id = w.id JOIN person p ON p.id = w.person_id
 WHERE w.country = 'US' AND w.consumer
   AND (w.role IN ('third_party_collector','debt_buyer_principal_purpose',
     'mortgage_servicer_debt_collector') OR (w.role = 'first_party_creditor' AND p.other_name));

-- R1b nobody else is, but for California (conduct), thieves' debts, New York City's list of media and
-- the house's own pace
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE o.rule BETWEEN 7 AND 48 AND (p.role IN ('debt_buyer_own_account_not_principal_purpose',
     'servicer_acquired_before_default') OR (p.role = 'first_party_creditor' AND NOT p.other_name))
   AND NOT ('CA' IN (p.region, COALESCE(p.state, '')) AND (o.rule BETWEEN 7 AND 30
     OR o.rule IN (32, 33, 34, 35, 38, 39)))
   AND NOT (o.rule = 37 AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = p.id AND d.stolen))
   AND NOT (o.rule = 30 AND p.city) AND NOT (o.rule = 27 AND p.gap_s > 0);

-- R2 the debt of a natural person for private purposes is covered, be it one among others
SELECT DISTINCT w.id, w.person_id FROM w JOIN shut b ON b.id = w.id
  JOIN debt d ON d.person_id = w.person_id AND (w.debts >> d.no & 1) AND d.type = 'consumer'
 WHERE w.country = 'US' AND w.covered AND w.kind NOT IN ('company','public_authority');

-- R2b who has no such debt is outside
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE o.rule BETWEEN 7 AND 48 AND NOT 'CA' IN (p.region, COALESCE(p.state, ''))
   AND (p.kind = 'company' OR NOT EXISTS (SELECT 1 FROM debt d WHERE d.person_id = p.id
     AND d.type = 'consumer'))
   AND NOT (o.rule = 37 AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = p.id AND d.stolen))
   AND NOT (o.rule = 27 AND p.gap_s > 0);

-- R3 spouse, parent of a minor, guardian and representative are the consumer: hours, requests,
-- seven dates after a conversation
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.conduct AND w.whom = 'person' AND (w.kind IN ('spouse','surviving_spouse','guardian',
     'personal_representative') OR (w.kind = 'parent' AND p.minor))
   AND (w.id IN (SELECT id FROM shut) OR w.id IN (SELECT id FROM too_soon));

-- R3b and may be told of the debt
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE o.rule = 17 AND o.whom = 'person' AND (p.kind IN ('spouse','surviving_spouse','guardian',
     'personal_representative') OR (p.kind = 'parent' AND p.minor)) AND NOT p.uncertain;

-- R3c the parent of an adult and a flat-mate may not
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.conduct AND w.whom = 'person' AND (w.kind = 'flatmate' OR (w.kind = 'parent' AND NOT p.minor))
   AND w.conveys AND w.purpose IS NOT 'location' AND NOT w.court
   AND NOT (w.judgment AND w.purpose IS 'wage_garnishment_order')
   AND NOT EXISTS (SELECT 1 FROM live v WHERE v.id = w.id AND v.type = 'third_party' AND v.ours
     AND (v.who IS NULL OR v.who = w.kind));

-- R4 attempts are bound as communications are: calls nobody took, limited-content messages
SELECT w.id, w.person_id FROM w JOIN shut b ON b.id = w.id
 WHERE w.conduct AND w.call AND (w.lcm OR w.result IS NOT 'answered');

-- R4b advertising without a debt is neither
SELECT o.rule, o.person_id FROM objection o
 WHERE o.topic = 'marketing' AND o.rule BETWEEN 7 AND 31 AND o.rule <> 28;

-- R5 what is no voicemail for the consumer, or says more or less than the four items, is no
-- limited-content message
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.limited AND w.script IS NOT NULL
   AND (w.channel NOT IN ('voicemail','ringless_voicemail') OR w.script <> 'lcm' OR w.third);

-- R5b a message that names the group is a communication: not for others, with disclosures, and says
-- who calls
SELECT w.id, w.person_id FROM w
 WHERE w.conduct AND w.channel IN ('voicemail','ringless_voicemail') AND w.script IS 'lcm_group'
   AND ((w.regf AND w.reached AND w.disclosures IS ',')
     OR (NOT w.identity AND NOT (w.purpose IS 'location' AND NOT w.reached))
     OR (w.third AND NOT w.court AND w.purpose IS NULL AND w.whom <> 'person'
       AND NOT EXISTS (SELECT 1 FROM live v WHERE v.id = w.id AND v.type = 'third_party' AND v.ours)));

-- R5c a limited-content message needs no disclosure and tells nobody of a debt
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE o.topic = 'lcm' AND o.whom = 'person' AND o.rule IN (5, 17, 29, 31)
   AND p.kind <> 'flatmate' AND NOT (p.kind = 'parent' AND NOT p.minor);

-- R6 within the federal limits, yet more than the state allows
SELECT w.id, w.person_id FROM w JOIN over o ON o.id = w.id
 WHERE w.regf AND w.id NOT IN (SELECT id FROM shut) AND w.id NOT IN (SELECT id FROM too_soon);

-- R6b what a state wants said does not press
SELECT o.rule, o.person_id FROM objection o WHERE o.topic = 'state' AND o.rule IN (35, 44);

-- R15 consent to somebody else, or come by in a contact that broke the rules, opens no hour
SELECT DISTINCT w.id, w.person_id FROM w JOIN night t ON t.id = w.id
  JOIN live v ON v.id = w.id AND v.type = 'contact_outside_hours' AND NOT (v.ours AND v.compliant)
 WHERE w.conduct;

-- R15b in an inconvenient contact nobody is asked for consent to go on
SELECT DISTINCT w.id, w.person_id FROM w JOIN l ON l.id = w.id
 WHERE w.conduct AND w.channel = 'ask_consent_to_continue'
   AND (l.sec <= 28800 OR l.sec >= 75600 OR w.id IN (SELECT id FROM designated));

-- R15c what a court permits, neither hours nor places nor an attorney forbid
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE p.court AND o.rule IN (7, 8, 9, 10, 11, 13, 14);

-- R25 consent to extra calls that is over (by date, revocation, conversation) frees no call
SELECT a.id, a.person_id FROM w a JOIN g ON g.person_id = a.person_id AND (a.counted & g.mask) <> 0
  JOIN consent k ON k.person_id = a.person_id AND k.type = 'extra_calls' AND k.given_s <= a.at_s
   AND (k.debts & g.mask) <> 0
 WHERE a.call AND a.conduct AND a.about AND a.whom = 'person' AND a.override IS NULL
   AND NOT EXISTS (SELECT 1 FROM free f WHERE f.id = a.id AND f.no = g.no)
   AND (EXISTS (SELECT 1 FROM quiet q WHERE q.id = a.id AND q.no = g.no)
     OR EXISTS (SELECT 1 FROM calls c WHERE c.id = a.id AND c.no = g.no AND c.n >= 7));

-- R25b consent that is not over frees the call: neither frequency refuses it
SELECT r.rowid, r.person_id FROM refusal r
 WHERE NOT EXISTS (SELECT 1 FROM g WHERE g.person_id = r.person_id AND (r.counted & g.mask) <> 0
   AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = r.person_id AND k.type = 'extra_calls'
     AND k.ours AND k.given_s <= r.at_s AND (k.debts & g.mask) <> 0
     AND NOT EXISTS (SELECT 1 FROM zone z
       JOIN zone_offset o ON o.name = z.name AND o.from_s <= k.given_s AND k.given_s < o.to_s
       JOIN zone_offset n ON n.name = z.name AND n.from_s <= r.at_s AND r.at_s < n.to_s
       WHERE z.person_id = r.person_id
         AND ((r.at_s + n.offset_s) / 86400 > (k.given_s + o.offset_s) / 86400 + 6
           OR (k.first_only_day IS NOT NULL
             AND (r.at_s + n.offset_s) / 86400 NOT IN (k.first_only_day, k.last_only_day))))
     AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.person_id = r.person_id
       AND h.at_s > k.given_s AND h.at_s < r.at_s
       AND ((h.type = 'consent_revoked' AND (h.consent IS NULL OR h.consent = 'extra_calls'))
         OR (h.type = 'conversation' AND (h.debts & g.mask) <> 0)))));

-- R25c a call that was not connected counts for nothing: seven others are needed to refuse one
SELECT r.rowid, r.person_id FROM refusal r
 WHERE r.rule = 23 AND 7 > (SELECT COUNT(*) FROM w b WHERE b.person_id = r.person_id AND b.call
   AND b.about AND b.whom = 'person' AND (b.at_s < r.at_s) AND b.at_s > r.at_s - 8 * 86400
   AND b.result NOT IN ('busy','not_in_service'));

-- R26 a call counts to the debts it was counted to: soon after a conversation about one of them
SELECT DISTINCT a.id, a.person_id FROM w a JOIN too_soon s ON s.id = a.id
  JOIN happening h ON h.person_id = a.person_id AND h.type = 'conversation' AND h.at_s <= a.at_s
   AND h.at_s > a.at_s - 9 * 86400 AND (h.debts & a.counted) <> 0
 WHERE a.conduct;

-- R26b student loans of one servicing account are one debt
SELECT DISTINCT a.id, a.person_id FROM w a JOIN too_soon s ON s.id = a.id
  JOIN happening h ON h.person_id = a.person_id AND h.type = 'conversation' AND h.at_s <= a.at_s
   AND h.at_s > a.at_s - 6 * 86400 AND (h.debts & a.counted) = 0
  JOIN debt d ON d.person_id = a.person_id AND (a.counted >> d.no & 1) AND d.account IS NOT NULL
  JOIN debt e ON e.person_id = a.person_id AND (h.debts >> e.no & 1) AND e.account = d.account
 WHERE a.conduct AND a.call AND a.about AND a.whom = 'person';

-- R26c other debts are apart: a conversation about one bars no call about another
SELECT r.rowid, r.person_id FROM refusal r
 WHERE r.rule = 24 AND NOT EXISTS (SELECT 1 FROM g JOIN happening h ON h.person_id = r.person_id
   AND h.type = 'conversation' AND h.at_s <= r.at_s AND h.at_s > r.at_s - 9 * 86400
   AND (h.debts & g.mask) <> 0
   WHERE g.person_id = r.person_id AND (g.mask & r.counted) <> 0);

-- R27 once the house paces its calls: no two within the gap
SELECT a.id, a.person_id FROM w a JOIN person p ON p.id = a.person_id
 WHERE a.gap_s > 0 AND a.call AND a.about AND a.conduct AND a.whom IN ('person','other','employer')
   AND a.purpose IS NOT 'court_ordered_communication' AND a.purpose IS NOT 'answer_information_request'
   AND a.purpose IS NOT 'regx_1024_39_a_loss_mitigation'
   AND NOT (a.purpose IS 'settlement_offer' AND p.litigation)
   AND EXISTS (SELECT 1 FROM w b WHERE b.person_id = a.person_id AND b.at_s < a.at_s
     AND b.at_s > a.at_s - a.gap_s AND b.call AND b.whom = a.whom);

-- R27b an override needs its ground
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.override IS NOT NULL AND CASE w.override
   WHEN 'litigation' THEN NOT (w.purpose IS 'court_ordered_communication'
     OR (w.purpose IS 'settlement_offer' AND p.litigation))
   WHEN 'law_required' THEN w.purpose IS NOT 'regx_1024_39_a_loss_mitigation'
   ELSE w.purpose IS NOT 'answer_information_request' END;

-- R27c where the house does not pace, a rebuttal factor only warns
SELECT o.rule, o.person_id FROM objection o JOIN person p ON p.id = o.person_id
 WHERE o.rule = 27 AND p.gap_s = 0;

-- R61 whatever the federal rules allow: no overlay's limit is passed, nor Nevada's sixty days
SELECT id, person_id FROM over
UNION
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND 'NV' IN (w.region, w.state) AND w.about AND w.what IS NULL AND w.covered
   AND EXISTS (SELECT 1 FROM debt d WHERE d.person_id = w.person_id AND d.product = 'medical'
     AND (w.debts >> d.no & 1))
   AND NOT EXISTS (SELECT 1 FROM w n WHERE n.person_id = w.person_id AND n.channel = 'letter'
     AND n.what = 'nv_60_day_medical_notice' AND n.day <= w.day - 60 AND (n.debts & w.debts) <> 0);

-- R61b whatever the state allows: the federal rules bind
SELECT w.id, w.person_id FROM w
 WHERE w.country = 'US' AND w.covered AND w.consumer AND w.region <> 'FED'
   AND (w.id IN (SELECT id FROM shut) OR w.id IN (SELECT id FROM too_soon));

-- R61c while two states are possible, each has its say
SELECT w.id, w.person_id FROM w JOIN over o ON o.id = w.id
 WHERE w.state <> w.region AND o.state = w.state;
