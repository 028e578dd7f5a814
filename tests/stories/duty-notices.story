== R40-R43: a validation notice is filled from the book and judged before it goes out
at 2026-01-15T12:00:00-06:00
>> init --policy consumer-us --currency USD
>> creditor.open --ref BANK --name "First Bank" --role third_party --country US
>> debtor.open --ref D1 --name "Maria Lopez" --kind person --country US --region TX --time-zone America/Chicago
>> account.open --ref 4455-8891 --debtor D1 --creditor BANK --kind loan --currency USD
>> item.post --account 4455-8891 --number 1 --kind invoice --issued-on 2025-06-01 --due-on 2025-07-01 --amount 500.00
>> payment.take --ref P1 --account 4455-8891 --amount 100.00 --method card --on 2025-09-10
>> item.post --account 4455-8891 --number 2 --kind interest --issued-on 2025-12-01 --amount 12.50
# Who we are is not said yet.
> notice.issue --account 4455-8891 --type validation_notice
recoup: the gate denies it: VALIDATION_CONTENT (R41, …): a required element of the notice is missing or blank; recoup help R41 prints the rule
exit 1
> show validation_notice --account 4455-8891 --where "not (missing is none)" --format csv
field,value,missing
collector_name,,recoup do house.describe --name …
collector_mail,,recoup do house.describe --mail …
consumer_mail,,recoup do point.add --medium mail --address …
>> house.describe --name "North Recovery" --mail "PO Box 1, Austin TX"
>> point.add --debtor D1 --medium mail --address "1 Main St, Austin TX" --type home_mail
# The period may not end too early, the itemisation must add up, a statement must be the right one.
> notice.issue --account 4455-8891 --type validation_notice --end 2026-02-21
recoup: the gate denies it: VALIDATION_PERIOD (R43, …
exit 1
> notice.issue --account 4455-8891 --type validation_notice --details '{"notice": {"current_amount": "400.00"}}'
recoup: the gate denies it: VALIDATION_CONTENT (R41, …): the itemisation does not add up to the current amount; …
exit 1
> notice.issue --account 4455-8891 --type validation_notice --details '{"notice": {"prompts": ["other"]}}'
recoup: the gate denies it: VALIDATION_CONTENT (R41, …): a response prompt is missing; …
exit 1
> notice.issue --account 4455-8891 --type validation_notice --details '{"colour": "red"}'
recoup: details: colour: no key of an action; see docs/gate.md
exit 1
> notice.issue --account 4455-8891 --type validation_notice
{"account":"4455-8891","contact":1,"verdict":…,"fact":2,"end":"2026-02-22","notice":{…"itemization_date":"2025-09-10","itemization_date_type":"last_payment","amount_on_itemization_date":"400.00","interest":"12.50","fees":"0.00","payments":"0.00","credits":"0.00","current_amount":"412.50","dispute_end_date":"2026-02-22",…}}
> show validation --format csv
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
4455-8891,D1,running,2026-01-15,2026-01-20,2026-01-15,2026-01-23,2026-02-22,38,USD
> show verdicts --outcome deny --where "stage = 'sending'" --format csv
…
2,4455-8891,D1,…,sending,letter,,deny,VALIDATION_PERIOD,R43,…
…
# Once used, the same type of date for the debt.
> notice.issue --account 4455-8891 --type validation_notice --date-type transaction --details '{"notice": {"payments": "100.00", "amount_on_itemization_date": "500.00"}}'
recoup: the gate denies it: ITEMIZATION_DATE (R42, …
exit 1

== R45: a written dispute stops the letters until the verification is sent
at 2026-01-15T12:00:00-06:00
>> init --policy consumer-us --currency USD
>> creditor.open --ref BANK --name "First Bank" --role third_party --country US
>> debtor.open --ref D1 --name "Maria Lopez" --kind person --country US --region TX --time-zone America/Chicago
>> account.open --ref A1 --debtor D1 --creditor BANK --kind loan --currency USD
>> item.post --account A1 --number 1 --kind invoice --issued-on 2025-06-01 --due-on 2025-07-01 --amount 500.00
>> house.describe --name "North Recovery" --mail "PO Box 1, Austin TX"
>> point.add --debtor D1 --medium mail --address "1 Main St, Austin TX" --type home_mail
>> notice.issue --account A1 --type validation_notice
at 2026-01-28T12:00:00-06:00
>> notice.receive --account A1 --type dispute_received --medium mail
at 2026-01-28T12:01:00-06:00
> contact.log --account A1 --channel letter --outcome sent
recoup: the gate denies it: DISPUTE_HOLD (R45, …
exit 1
>> notice.issue --account A1 --type verification
at 2026-01-28T12:02:00-06:00
> contact.log --account A1 --channel letter --outcome sent
{"contact":…
> verify
…
the book is sound

== R85, R86: a person is taken out of the book when every duty to keep has ended; the proof stays
on 2026-05-13
>> init --policy commercial --currency EUR
>> creditor.open --ref SHOP --name "La Boutique" --role first_party --country FR --currency EUR
>> debtor.open --ref D1 --name "Jeanne Martin" --kind person --country FR --email jeanne@example.com
>> account.open --ref A1 --debtor D1 --creditor SHOP --kind consumer --currency EUR
>> item.post --account A1 --number 1 --kind invoice --issued-on 2026-01-10 --due-on 2026-02-10 --amount 80.00 --note "blue coat"
>> contact.log --account A1 --channel email --outcome sent --note "wrote to Jeanne"
> person.erase --debtor D1 --reason "her letter of 10 May"
recoup: the gate denies it: RETENTION (R85, …): needed for legal claims while the debt is open; recoup help R85 prints the rule
exit 1
>> payment.take --ref P1 --account A1 --amount 80.00 --method card
# a file with lines that do not fit, one of hers and one of another's; and she marries
file people.csv
| ref,name,kind,email,time_zone
| D1,Jeanne Martin,person,jeanne.at.example,Europe/Paris
| D9,Paul Noir,person,paul.at.example,Europe/Paris
> import debtors people.csv
…
exit 3
on 2026-06-13
>> debtor.change --ref D1 --name "Jeanne Dubois"
> person.erase --debtor D1 --reason "her letter of 10 May"
recoup: the gate denies it: RETENTION (R85, …): inside the statutory bookkeeping period; recoup help R85 prints the rule
exit 1
on 2037-01-02
>> status.set --debtor D1 --type flag --flag retention_expired
> person.erase --debtor D1 --reason "her letter of 10 May 2026; ten years of bookkeeping have ended"
{"erasure":1,"debtor":"D1","what":"debtor 1, debtor_was 1, contact 1, …quarantine 1, journal …","verdict":…}
# Neither the file's line nor what was known before tells her name.
> show quarantine --format csv
…
…,2,email,,,,email is no address,…
…,3,email,paul.at.example,,,email is no address,…
> show parties --account A1 --known 2026-05-13T23:00:00Z --as-of 2026-05-13 --format csv
account,debtor,name,role,since,until,balance,past_due,currency
A1,D1,(erased),debtor,…
> show contacts --account A1 --format csv
contact,account,debtor,on,at,channel,direction,outcome,seconds,number,actor,next_on,verdict,breach,disclosures,done,note
1,A1,D1,2026-05-13,…,email,out,sent,0,,operator,,…,,,,
> show items --account A1 --state all --format csv
…
A1,1,invoice,…,80.00,0.00,…
> show erasures --format csv
erasure,debtor,on,what,reason,verdict,actor,at,digest
1,D1,2037-01-02,"debtor 1, debtor_was 1, contact 1, …",her letter of 10 May 2026; ten years of bookkeeping have ended,…
> verify
…
the book is sound

== every notice that can have been sent elsewhere is noted as what it is to the gate
on 2026-06-01
>> init --currency USD
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NV
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> notice.send --account A1 --type validation_notice
>> notice.send --account A1 --type verification
>> notice.send --account A1 --type original_creditor_answer
>> notice.send --account A1 --type duplicative_notice --refers-to-response-dated 2026-05-01
>> notice.send --account A1 --type investigation_result
>> notice.send --account A1 --type efforts_terminated
>> notice.send --account A1 --type remedy_ordinarily_invoked --medium email
>> notice.send --account A1 --type remedy_intended
>> notice.send --account A1 --type nevada_medical_notice
>> notice.send --account A1 --type proof_of_claim
>> notice.send --account A1 --type credit_report
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
2,D1,A1,verification_sent,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
3,D1,A1,verification_sent,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
4,D1,A1,duplicative_notice_sent,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
5,D1,A1,investigation_result_sent,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
6,D1,A1,letter_out,mail,,,,,,advise_efforts_terminated,,2026-06-01T12:00:00+00:00,,,live,operator,USD
7,D1,A1,email_out,email,,,,,,notify_specified_remedy_ordinarily_invoked,,2026-06-01T12:00:00+00:00,,,live,operator,USD
8,D1,A1,letter_out,mail,,,,,,notify_intends_specified_remedy,,2026-06-01T12:00:00+00:00,,,live,operator,USD
9,D1,A1,letter_out,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
10,D1,A1,proof_of_claim_filed,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
11,D1,A1,furnished,mail,,,,,,,,2026-06-01T12:00:00+00:00,,,live,operator,USD
