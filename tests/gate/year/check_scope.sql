-- check_scope.sql: who and what is covered, and what the definitions bind (rule book 2; R15, R26, R27, R61).

-- R1 a collector of others' debts, or one under another name, is bound: the hours
SELECT w.id, w.person_id FROM w JOIN person p ON p.id = w.person_id
 WHERE w.country = 'US' AND w.consumer AND w.zones = 1 AND w.call AND w.about AND w.reached
   AND (w.role IN ('third_party_collector','debt_buyer_principal_purpose',
     'mortgage_servicer_debt_collector') OR (w.role = 'first_party_creditor' AND p.other_name))
   AND NOT w.court AND w.reply_to IS NULL AND w.id NOT IN (SELECT id FROM hour_ok)
   AND EXISTS (SELECT 1 FROM l WHERE l.id = w.id AND (l.sec <= 28800 OR l.sec >= 75600));
