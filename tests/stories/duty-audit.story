== S66: a change that counts from tomorrow and touches no rule yet is flagged; people learn it and attest
on 2026-12-31
>> init --currency USD
>> user.open --name ana --role manager
>> user.open --name bob --role collector
>> rule.announce --title "City contact limits" --source "6 RCNY 5-77" --effective-on 2027-01-01 --training "three in seven days"
>> rule.announce --title "New wage limits" --source "letter of counsel" --effective-on 2027-06-01 --rules R39
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
1,City contact limits,6 RCNY 5-77,2027-01-01,1,,three in seven days,2026-12-31,0,"ana, bob",open,"no rule is mapped, and it counts from tomorrow; training is due within a week",operator,
# A rule that the gate does not hold cannot be mapped.
> rule.amend --change 1 --rules R63,R93
recoup: rules: R93 is no rule of the gate; it holds R1 to R92, see: recoup gate rules
exit 1
> rule.close --change 1 --outcome done --note "all set"
recoup: rule change 1 names no rule yet; map it first: recoup do rule.amend --change 1 --rules R63,R64
exit 1
> rule.amend --change 1 --rules R63,R64
{"change":1,"effective_on":"2027-01-01","rules":["R63","R64"],"mapped":true}
> --actor bob do rule.attest --change 1
{"change":1,"user":"bob","new":true}
> --actor bob do rule.attest --change 1
{"change":1,"user":"bob","new":false}
# Nobody attests for another, but who may write policies.
> --actor bob do rule.attest --change 1 --user ana
recoup: bob is a collector, who lacks the permit policy; it belongs to: manager, supervisor
exit 1
on 2027-01-02
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
1,City contact limits,6 RCNY 5-77,2027-01-01,-1,"R63,R64",three in seven days,2026-12-31,1,ana,open,training is overdue,operator,
>> --actor ana do rule.attest --change 1
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
> rule.close --change 1 --outcome done --note "rules and people are ready"
{"change":1,"effective_on":"2027-01-01","rules":["R63","R64"],"mapped":true}
> rule.amend --change 1 --rules R63
recoup: rule change 1 is closed; announce a new one
exit 1
> verify
…
the book is sound

== S194: one engine, four kinds of debt, each under its own rules
at 2026-06-02T12:00:00-07:00
>> init --policy consumer-us --currency USD
>> creditor.open --ref AG --name "North Recovery" --role third_party --country US
>> debtor.open --ref B1 --name "Desert Tiles LLC" --kind business --country US --region NV --time-zone America/Los_Angeles --phone "+1 702 555 0100"
>> debtor.open --ref C1 --name "Ann Carter" --kind person --country US --region NV --time-zone America/Los_Angeles --phone "+1 702 555 0101"
>> debtor.open --ref M1 --name "Ben Moss" --kind person --country US --region NV --time-zone America/Los_Angeles --phone "+1 702 555 0102"
>> debtor.open --ref L1 --name "Lia Long" --kind person --country US --region NV --time-zone America/Los_Angeles --phone "+1 702 555 0103"
>> account.open --ref TRADE --debtor B1 --creditor AG --kind trade --currency USD
>> account.open --ref CARD --debtor C1 --creditor AG --kind consumer --currency USD
>> account.open --ref CLINIC --debtor M1 --creditor AG --kind medical --currency USD
>> account.open --ref LOAN --debtor L1 --creditor AG --kind loan --currency USD
>> item.post --account TRADE --number 1 --kind invoice --issued-on 2026-03-01 --due-on 2026-03-31 --amount 500.00
>> item.post --account CARD --number 1 --kind invoice --issued-on 2026-03-01 --due-on 2026-03-31 --amount 500.00
>> item.post --account CLINIC --number 1 --kind invoice --issued-on 2026-03-01 --due-on 2026-03-31 --amount 500.00
>> item.post --account LOAN --number 1 --kind instalment --issued-on 2026-03-01 --due-on 2026-03-31 --amount 500.00
>> day
> contact.ask --account TRADE --channel call
{"outcome":"allow","rules":["R2 15 USC 1692a(3), (5); 12 CFR 1006.2(e), (h)"],"verdict":5}
> contact.ask --account CARD --channel call
{"outcome":"require","rules":["R31 12 CFR 1006.18(e), (f)","R40 12 CFR 1006.34(a), (b)(2)"],"requires":["disclosure_18e1","validation_info_within_5_days:2026-06-07"],"why":"disclosure_18e1 (R31, 12 CFR 1006.18(e), (f)): the first disclosure: an attempt to collect, information will be used","verdict":6}
> contact.ask --account CLINIC --channel call
{"outcome":"deny","codes":["NV_MEDICAL_60"],"rules":["R67 NRS 649.366","R31 12 CFR 1006.18(e), (f)","R40 12 CFR 1006.34(a), (b)(2)"],"requires":["disclosure_18e1","validation_info_within_5_days:2026-06-07"],"why":"NV_MEDICAL_60 (R67, NRS 649.366): within sixty days of the Nevada notice, or without it","verdict":7}
> contact.ask --account LOAN --channel call
{"outcome":"require","rules":["R31 12 CFR 1006.18(e), (f)","R40 12 CFR 1006.34(a), (b)(2)"],"requires":["disclosure_18e1","validation_info_within_5_days:2026-06-07"],"why":"disclosure_18e1 (R31, 12 CFR 1006.18(e), (f)): the first disclosure: an attempt to collect, information will be used","verdict":8}

== S47: an auditor reads and changes nothing; the same seed draws the same sample; the evidence proves itself
on 2026-11-23
>> demo --accounts 60
>> user.open --name vera --role auditor
> --actor vera do contact.log --account A00005 --channel call --outcome reached
recoup: vera is a auditor, who lacks the permit contact; …
exit 1
> --actor vera show sample --of payments --size 2 --seed audit-2026 --format csv
rank,of,row,account,on,what,amount,currency,actor,ticket
1,payments,…
2,payments,…
> --actor vera evidence pack A00005 --out A00005.json
A00005.json: … bytes, SHA-256 …
> evidence check A00005.json
A00005.json: account A00005, … entries as they were written (0 erased)
> --actor vera show sample --of nonsense --seed 1
recoup: sample: of is nonsense; one of accounts, contacts, verdicts, payments, adjustments, disputes, journal…
exit 1

== who may act, which policy was live when, what was said of a debt
on 2026-06-01
>> init --currency USD --policy commercial
>> creditor.open --ref AG --name Client --role third_party --country US
>> user.open --name ana --role collector --creditors AG
>> user.open --name bob --role manager
>> user.change --name ana --closed-on 2026-07-01
> show users --format csv
name,role,creditors,active,closed_on,capacity,skills,languages
ana,collector,AG,yes,2026-07-01,0,,
bob,manager,,yes,,0,,
> show users --as-of 2026-07-01 --where "active = 'no'" --format csv
name,role,creditors,active,closed_on,capacity,skills,languages
ana,collector,AG,no,2026-07-01,0,,
> --actor bob do policy.draft --file consumer-us --note "for consumers"
{"name":"consumer-us","version":1,"sha256":"…"}
> show policies --format csv
name,version,state,effective,author,stored,approver,approved,activated_by,note,sha256
commercial,1,live,1970-01-01,operator,2026-06-01T12:00:00+00:00,,,operator,,…
consumer-us,1,draft,,bob,2026-06-01T12:00:00+00:00,,,,,…
> policy.approve --name consumer-us
{"name":"consumer-us","version":1,"sha256":"…"}
> policy.activate --name consumer-us --from 2026-06-10
{"name":"consumer-us","version":1,"sha256":"…","from":"2026-06-10"}
> show policies --format csv
name,version,state,effective,author,stored,approver,approved,activated_by,note,sha256
commercial,1,live,1970-01-01,operator,2026-06-01T12:00:00+00:00,,,operator,,…
consumer-us,1,planned,2026-06-10,bob,2026-06-01T12:00:00+00:00,operator,2026-06-01T12:00:00+00:00,operator,,…
> show policies --as-of 2026-06-10 --format csv
name,version,state,effective,author,stored,approver,approved,activated_by,note,sha256
commercial,1,past,1970-01-01,operator,2026-06-01T12:00:00+00:00,,,operator,,…
consumer-us,1,live,2026-06-10,bob,2026-06-01T12:00:00+00:00,operator,2026-06-01T12:00:00+00:00,operator,,…
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> debt.describe --account A1 --product credit_card --contract written --contract-authorises principal,late_fee --accrued 2025-01-31 --amount 900
> show debts --format jsonl
{"debt":1,"debtor":"D1","account":"A1","role":null,"jur":null,"type":null,"product":"credit_card","status":null,"identity_theft_notified":null,"contract":"written","choice_of_law":null,"contract_signed_in":null,"contract_authorises":"principal, late_fee","servicing_account":null,"secured_by":null,"amount":"900","rate":null,"accrued":"2025-01-31","due":null,"invoice_received":null,"entered":null,"incurred":null,"opened":null,"charged_off":null,"oldest_unpaid_due":null,"re_aged":null,"terms_days":null,"itemization_type":null,"last_statement":null,"last_payment":null,"transaction":null,"judgment":null,"amount_then":null,"creditor_then":null,"from":"2026-06-01T12:00:00+00:00","until":null,"ended":null,"state":"live","by":"operator","currency":"USD"}
>> debt.retract --fact 1 --reason "another account"
> show debts --format csv
debt,debtor,account,role,jur,type,product,status,identity_theft_notified,contract,choice_of_law,contract_signed_in,contract_authorises,servicing_account,secured_by,amount,rate,accrued,due,invoice_received,entered,incurred,opened,charged_off,oldest_unpaid_due,re_aged,terms_days,itemization_type,last_statement,last_payment,transaction,judgment,amount_then,creditor_then,from,until,ended,state,by,currency
> show debts --state all --where "account = 'A1'" --format csv
debt,debtor,account,role,jur,type,product,status,identity_theft_notified,contract,choice_of_law,contract_signed_in,contract_authorises,servicing_account,secured_by,amount,rate,accrued,due,invoice_received,entered,incurred,opened,charged_off,oldest_unpaid_due,re_aged,terms_days,itemization_type,last_statement,last_payment,transaction,judgment,amount_then,creditor_then,from,until,ended,state,by,currency
1,D1,A1,,,,credit_card,,,written,,,"principal, late_fee",,,900,,2025-01-31,,,,,,,,,,,,,,,,,2026-06-01T12:00:00+00:00,,2026-06-01T12:00:00+00:00,ended,operator,USD
