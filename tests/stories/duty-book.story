# The duties of those who look after the whole book: what is owed and where it stands, on any day, proven to the cent, and
# who did what (docs/duties.md lists them by number).

== S1 the states part the whole receivable exactly, and each tile opens into the accounts behind it
on 2026-03-31
>> init --currency USD
>> user.open --name agency1 --role agency
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"debtor.open","ref":"D2","name":"Two"}
| {"do":"account.open","ref":"OPEN","debtor":"D1"}
| {"do":"account.open","ref":"LATE","debtor":"D1"}
| {"do":"account.open","ref":"MIXED","debtor":"D1"}
| {"do":"account.open","ref":"PLAN","debtor":"D2"}
| {"do":"account.open","ref":"COURT","debtor":"D2"}
| {"do":"account.open","ref":"PLACED","debtor":"D2","owner":"agency1"}
| {"do":"item.post","account":"OPEN","number":"1","amount":"100","issued_on":"2026-03-15","due_on":"2026-04-14"}
| {"do":"item.post","account":"LATE","number":"1","amount":"200","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"item.post","account":"LATE","number":"2","amount":"50","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"adjustment.post","account":"LATE","number":"2","kind":"write_off","amount":"50","reason":"uncollectible"}
| {"do":"item.post","account":"MIXED","number":"1","amount":"300","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"item.post","account":"MIXED","number":"2","amount":"70","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"dispute.open","account":"MIXED","items":[{"number":"2"}],"reason":"price"}
| {"do":"promise.record","account":"MIXED","amount":"120","due_on":"2026-04-10","numbers":["1"]}
| {"do":"payment.take","ref":"P1","account":"MIXED","amount":"30","allocate":"none"}
| {"do":"item.post","account":"PLAN","number":"1","amount":"400","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"plan.agree","account":"PLAN","amount":"400","first_on":"2026-04-15","every":"month","count":4}
| {"do":"item.post","account":"COURT","number":"1","amount":"500","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"hold.place","account":"COURT","kind":"legal","reason":"suit filed"}
| {"do":"item.post","account":"PLACED","number":"1","amount":"600","issued_on":"2026-01-15","due_on":"2026-02-14"}
>> apply book.jsonl
>> day
# open 100; late 200 + (300 - 120); 70 disputed; 120 promised; 400 in plan; 600 placed; 500 in court; 30 not applied.
> show status --format csv
state,amount,accounts,group,currency
open,100.00,1,total,USD
past_due,380.00,2,total,USD
disputed,70.00,1,total,USD
promised,120.00,1,total,USD
in_plan,400.00,1,total,USD
placed,600.00,1,total,USD
legal,500.00,1,total,USD
unapplied,-30.00,1,total,USD
charged_off,50.00,1,total,USD
# 2,140 is what the ledger says; the 50 charged off stand beside it.
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,100.00,0.00,2070.00,0.00,0.00,-30.00,2140.00,USD
# The tile "past_due" opened: 200 + 180 = 380, by two accounts.
> show status --by account --where "state = 'past_due' and amount <> 0" --format csv
state,amount,accounts,group,currency
past_due,200.00,1,LATE,USD
past_due,180.00,1,MIXED,USD
> show status --by account --where "state = 'promised' and amount <> 0" --format csv
state,amount,accounts,group,currency
promised,120.00,1,MIXED,USD
> show status --by debtor --where "amount <> 0" --format csv
state,amount,accounts,group,currency
open,100.00,1,D1,USD
past_due,380.00,2,D1,USD
disputed,70.00,1,D1,USD
promised,120.00,1,D1,USD
unapplied,-30.00,1,D1,USD
charged_off,50.00,1,D1,USD
in_plan,400.00,1,D2,USD
placed,600.00,1,D2,USD
legal,500.00,1,D2,USD

== S25 the aging of a past day equals the picture taken on that day, also when it is corrected later
on 2026-01-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"account.open","ref":"A2","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","amount":"1000","issued_on":"2025-12-01","due_on":"2025-12-31"}
| {"do":"item.post","account":"A2","number":"1","amount":"300","issued_on":"2025-11-01","due_on":"2025-12-01"}
>> apply book.jsonl
>> day
> show snapshots --format csv
account,on,bucket,balance,currency
A1,2026-01-31,d31_60,1000.00,USD
A2,2026-01-31,d61_90,300.00,USD
on 2026-02-28
>> payment.take --ref P1 --account A1 --amount 1000
>> item.post --account A2 --number 2 --amount 50 --issued-on 2026-02-10
>> day
> show aging --as-of 2026-01-31 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,1000.00,0.00,0.00,0.00,1000.00,USD
A2,0.00,0.00,0.00,300.00,0.00,0.00,300.00,USD
> show snapshots --as-of 2026-01-31 --format csv
account,on,bucket,balance,currency
A1,2026-01-31,d31_60,1000.00,USD
A2,2026-01-31,d61_90,300.00,USD
> show snapshots --format csv
account,on,bucket,balance,currency
A2,2026-02-28,d61_90,350.00,USD
# Money learned of in March that came in January: the aging of January as now known has it, as then known has not, and so
# the picture stays what it was.
on 2026-03-15
>> payment.take --ref P2 --account A2 --amount 100 --on 2026-01-20
> show aging --as-of 2026-01-31 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,1000.00,0.00,0.00,0.00,1000.00,USD
A2,0.00,0.00,0.00,200.00,0.00,0.00,200.00,USD
> show aging --as-of 2026-01-31 --known 2026-01-31T12:00:00Z --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,1000.00,0.00,0.00,0.00,1000.00,USD
A2,0.00,0.00,0.00,300.00,0.00,0.00,300.00,USD
> show snapshots --as-of 2026-01-31 --format csv
account,on,bucket,balance,currency
A1,2026-01-31,d31_60,1000.00,USD
A2,2026-01-31,d61_90,300.00,USD
# The same figure over the months.
> show kpi --name past_due_pct --variant gross --from 2026-01-01 --to 2026-01-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
past_due_pct,gross,100.00,percent,1200.00,1200.00,open items past due / all open items; unapplied credits left out,total,,USD
> show kpi --name past_due_pct --variant gross --from 2026-01-01 --to 2026-01-31 --known 2026-01-31T12:00:00Z --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
past_due_pct,gross,100.00,percent,1300.00,1300.00,open items past due / all open items; unapplied credits left out,total,,USD

== S51 the same file again changes nothing; a control total that is not met refuses the file
on 2026-03-01
>> init --currency USD
file debtors.csv
| ref,name,kind
| D1,Acme Tools,business
| D2,Binder & Sons,business
file accounts.csv
| ref,debtor,kind
| A1,D1,trade
| A2,D2,trade
file items.csv
| account,number,kind,issued_on,due_on,amount,currency
| A1,100,invoice,2026-01-10,2026-02-09,1200.00,USD
| A1,101,invoice,2026-02-10,2026-03-12,300.00,USD
| A2,200,invoice,2026-01-20,2026-02-19,99.95,USD
>> import debtors debtors.csv
>> import accounts accounts.csv
> import items items.csv --expect-total 3:1599.96:USD
recoup: the file's amounts add up to 1599.95 USD, not to 1599.96: nothing was imported
exit 1
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
> import items items.csv --dry-run
\file      items.csv, UTF-8, separated by …
rows      read 3, accepted 3, updated 0, unchanged 0, quarantined 0
amount    1599.95 USD in 3 rows
preview   new item 100: 1200.00 USD, due 2026-02-09
          new item 101: 300.00 USD, due 2026-03-12
          new item 200: 99.95 USD, due 2026-02-19
dry run   nothing was written
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
> import items items.csv --expect-total 3:1599.95:USD
\file      items.csv, UTF-8, separated by …
rows      read 3, accepted 3, updated 0, unchanged 0, quarantined 0
amount    1599.95 USD in 3 rows
batch     3
> import items items.csv --expect-total 3:1599.95:USD
\file      items.csv, UTF-8, separated by …
rows      read 3, accepted 0, updated 0, unchanged 3, quarantined 0
amount    1599.95 USD in 3 rows
batch     none: nothing is new
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,300.00,1299.95,0.00,0.00,0.00,0.00,1599.95,USD
# A row that does not fit is put aside with its reason; the rest is taken.
file more.csv
| account,number,kind,issued_on,due_on,amount,currency
| A1,102,invoice,2026-02-20,2026-03-22,10.00,USD
| A9,900,invoice,2026-02-20,2026-03-22,5.00,USD
> import items more.csv
\file      more.csv, UTF-8, separated by …
rows      read 2, accepted 1, updated 0, unchanged 0, quarantined 1
amount    10.00 USD in 1 rows
refused   line 3, account "A9": no account A9 is in the book; import its account first, or correct the reference
batch     4
exit 3
> show quarantine --format csv
batch,file,line,field,value,amount,currency,reason,remedy,state
4,more.csv,3,account,A9,,,no account A9 is in the book,"import its account first, or correct the reference",open
# What became of the file when one amount changed: only that.
file items.csv
| account,number,kind,issued_on,due_on,amount,currency
| A1,100,invoice,2026-01-10,2026-02-09,1250.00,USD
| A1,101,invoice,2026-02-10,2026-03-12,300.00,USD
| A2,200,invoice,2026-01-20,2026-02-19,99.95,USD
> import items items.csv
\file      items.csv, UTF-8, separated by …
rows      read 3, accepted 0, updated 1, unchanged 2, quarantined 0
amount    1649.95 USD in 3 rows
batch     5
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,310.00,1349.95,0.00,0.00,0.00,0.00,1659.95,USD

== S70 invoices, fees, interest, payments, reversals, write-off and recovery: the sub-ledger sums to zero
# after any sequence of operations: the random sequences of tests/sim
on 2026-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","amount":"1000"}
| {"do":"item.post","account":"A1","number":"F","kind":"fee","amount":"10"}
| {"do":"item.post","account":"A1","number":"Z","kind":"interest","amount":"0.41"}
| {"do":"item.post","account":"A1","number":"C","kind":"credit_note","amount":"100"}
| {"do":"payment.allocate","account":"A1","credit_note":"C","to":[{"number":"1","amount":"100"}]}
| {"do":"payment.take","ref":"P1","account":"A1","amount":"250","to":[{"number":"1","amount":"200"}]}
| {"do":"payment.take","ref":"P2","account":"A1","amount":"60","to":[{"number":"1","amount":"60"}]}
| {"do":"payment.reverse","ref":"P2","reason":"returned","code":"R01"}
| {"do":"adjustment.post","account":"A1","number":"1","kind":"write_off","amount":"300","reason":"uncollectible"}
| {"do":"adjustment.post","account":"A1","number":"1","kind":"write_off","amount":"-40","reason":"recovered"}
| {"do":"adjustment.post","account":"A1","kind":"correction","amount":"5","reason":"goodwill"}
>> apply book.jsonl
# receivables: 1,000 + 10 + 0.41 - 100 - 200 - 300 + 40 - 5 = 445.41, and 50 not applied
> show trial_balance --format csv
ledger,debit,credit,balance,currency
billed: credit_note,100.00,,100.00,USD
billed: fee,,10.00,-10.00,USD
billed: interest,,0.41,-0.41,USD
billed: invoice,,1000.00,-1000.00,USD
receivables,445.41,,445.41,USD
cash,310.00,,310.00,USD
cash reversed,,60.00,-60.00,USD
unapplied payments,,50.00,-50.00,USD
adjusted: correction,5.00,,5.00,USD
adjusted: write_off,260.00,,260.00,USD
applied across accounts,0.00,,0.00,USD
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,450.41,0.00,0.00,0.00,0.00,-55.00,395.41,USD
> verify
journal: 15 entries in 65 chains, 0 sealed days
money: 1 accounts, 5 items, 2 payments, 7 allocations
  USD: items 905.41, open of them 445.41; payments 310.00 = applied 200.00 + unapplied 50.00 + returned 60.00
references: 1 debtors, 1 accounts, 2 payments found by name
habits: 1 recounted
derived rows: no day was run yet
… seconds
the book is sound

== S76 a changed field is seen in the history with its old value, who changed it, when and why
on 2026-03-01
>> init --currency USD
>> user.open --name sam --role supervisor
>> user.open --name rita --role clerk
>> debtor.open --ref D1 --name "Acme Tools" --phone "+1 555 0100"
>> account.open --ref A1 --debtor D1 --credit-limit 1000 --terms-days 30
on 2026-03-02
> --actor sam do debtor.change --ref D1 --phone "+1 555 0199"
{"ref":"D1"}
> --actor sam do account.change --ref A1 --credit-limit 2500 --owner sam
{"ref":"A1"}
> --actor sam do account.change --ref A1 --owner rita
{"ref":"A1"}
>> item.post --account A1 --number 1 --amount 100
> --actor sam do adjustment.post --account A1 --number 1 --kind correction --amount 5 --reason "price agreed by phone"
{"account":"A1","number":"1","due_on":"2026-04-01","amount":"100.00","open":"95.00","currency":"USD"}
> show history --subject D1 --format csv
at,actor,action,subject,on,field,before,after,why
2026-03-01T12:00:00+00:00,operator,debtor.open,D1,2026-03-01,name,,Acme Tools,
2026-03-01T12:00:00+00:00,operator,debtor.open,D1,2026-03-01,phone,,+1 555 0100,
2026-03-01T12:00:00+00:00,operator,debtor.open,D1,2026-03-01,ref,,D1,
2026-03-02T12:00:00+00:00,sam,debtor.change,D1,2026-03-02,phone,+1 555 0100,+1 555 0199,
> show history --subject A1 --format csv
at,actor,action,subject,on,field,before,after,why
2026-03-01T12:00:00+00:00,operator,account.open,A1,2026-03-01,credit_limit,,1000,
2026-03-01T12:00:00+00:00,operator,account.open,A1,2026-03-01,debtor,,D1,
2026-03-01T12:00:00+00:00,operator,account.open,A1,2026-03-01,ref,,A1,
2026-03-01T12:00:00+00:00,operator,account.open,A1,2026-03-01,terms_days,,30,
2026-03-02T12:00:00+00:00,sam,account.change,A1,2026-03-02,credit_limit,1000.00,2500.00,
2026-03-02T12:00:00+00:00,sam,account.change,A1,2026-03-02,owner,,sam,
2026-03-02T12:00:00+00:00,sam,account.change,A1,2026-03-02,owner,sam,rita,
2026-03-02T12:00:00+00:00,operator,item.post,A1,2026-03-02,account,,A1,
2026-03-02T12:00:00+00:00,operator,item.post,A1,2026-03-02,amount,,100,
2026-03-02T12:00:00+00:00,operator,item.post,A1,2026-03-02,number,,1,
2026-03-02T12:00:00+00:00,sam,adjustment.post,A1,2026-03-02,account,,A1,price agreed by phone
2026-03-02T12:00:00+00:00,sam,adjustment.post,A1,2026-03-02,amount,,5,price agreed by phone
2026-03-02T12:00:00+00:00,sam,adjustment.post,A1,2026-03-02,kind,,correction,price agreed by phone
2026-03-02T12:00:00+00:00,sam,adjustment.post,A1,2026-03-02,number,,1,price agreed by phone
2026-03-02T12:00:00+00:00,sam,adjustment.post,A1,2026-03-02,reason,,price agreed by phone,price agreed by phone

== S84 scored again from the same facts by the same policy, the book is the same, bit for bit
on 2026-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"debtor.open","ref":"D2","name":"Two"}
| {"do":"account.open","ref":"A2","debtor":"D2","credit_limit":"500"}
| {"do":"item.post","account":"A1","number":"1","amount":"1000","issued_on":"2025-12-01","due_on":"2026-01-15"}
| {"do":"item.post","account":"A2","number":"1","amount":"60000","issued_on":"2026-02-01","due_on":"2026-03-03"}
| {"do":"promise.record","account":"A1","amount":"500","due_on":"2026-02-10","on":"2026-02-01"}
>> apply book.jsonl
>> day
> show accounts --where "score >= 0" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,1000.00,0.00,1000.00,75,1,0.00,0.00,0.00,standard,standard,first_call,2026-01-27,second_reminder,2026-04-05,,140,,USD
A2,D2,60000.00,0.00,60000.00,28,1,0.00,0.00,0.00,key_account,key_account,account_call,2026-03-06,statement,2026-04-07,,163,,USD
>> day --rebuild
> show accounts --where "score >= 0" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,1000.00,0.00,1000.00,75,1,0.00,0.00,0.00,standard,standard,first_call,2026-01-27,second_reminder,2026-04-05,,140,,USD
A2,D2,60000.00,0.00,60000.00,28,1,0.00,0.00,0.00,key_account,key_account,account_call,2026-03-06,statement,2026-04-07,,163,,USD
> why A1
A1, One (D1), on 2026-03-31 by policy commercial version 1
  What is known
    balance             1000.00
    past due            1000.00
    to chase            1000.00
    oldest item 75 days late, 75 counted (1 open, 1 late)
  Segment
    no  covered (line 39): past_due 1000.00 > 0.00 yes, balance 1000.00 <= 0.00 no
    no  legal (line 43): in_legal no
    no  hardship (line 46): in_hardship no
    no  key_account (line 49): balance 1000.00 >= 50000.00 no or credit_limit none >= 250000.00 no
    no  broken_promises (line 52): broken_12m 1 >= 2 no
    no  small_balance (line 56): balance 1000.00 < 500.00 no
    yes standard
  Treatment standard: due, step first_call since 2026-01-27
    do: Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.
    work W1-1-1
    next on 2026-04-05
    because step first_reminder passed over: not has_email yes; dpd 75 >= 12 (step first_call); segment standard: always; priority 140 = amount 2 + age 25 + risk 8 + broken_promises 5 + overlooked 100
  Gate
    the gate lets it pass
  Priority 140, score 640
    amount                    2   number(chase) / 500
    age                      25   dpd / 3
    risk                      8   (800 - score) / 20
    broken_promises           5   broken_12m * 5
    overlooked              100   100
# verify works every derived row out again and compares it.
> verify
journal: 11 entries in 65 chains, 1 sealed days
money: 2 accounts, 2 items, 0 payments, 0 allocations
  USD: items 61000.00, open of them 61000.00; payments 0.00 = applied 0.00 + unapplied 0.00 + returned 0.00
references: 2 debtors, 2 accounts, 0 payments found by name
habits: 0 recounted
derived rows: 2 decided afresh for 2026-03-31, 1 of 1 ranges (the others wait for the next day)
… seconds
the book is sound
# On demand: an action scores its own account at once.
>> payment.take --ref P1 --account A1 --amount 1000
> show accounts --where "ref = 'A1'" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,0.00,0.00,0.00,0,0,0.00,0.00,0.00,small_balance,small_balance,,,,,,0,75.00,USD

== S85 an account keeps its arm: the next day, after a rebuild, when others come
on 2026-03-31
>> init --currency USD
file p.yaml
| policy: trial
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 5, channel: call}
|     finally: {every: 30, action: Review.}
|   - name: letters
|     steps:
|       - {name: letter, at: 5, channel: letter, template: t}
|     finally: {every: 30, action: Review.}
| experiments:
|   - name: letters_first
|     treatment: calls
|     arms:
|       - {name: champion, share: 50}
|       - {name: challenger, share: 50, treatment: letters}
>> policy.activate --file p.yaml --from 2026-01-01
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"account.open","ref":"A2","debtor":"D1"}
| {"do":"account.open","ref":"A3","debtor":"D1"}
| {"do":"account.open","ref":"A4","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"item.post","account":"A2","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"item.post","account":"A3","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"item.post","account":"A4","number":"1","amount":"10","issued_on":"2026-01-01"}
>> apply book.jsonl
>> day
> show accounts --where "arm = 'challenger'" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A3,D1,10.00,0.00,10.00,59,1,0.00,0.00,0.00,everyone,letters,letter,2026-02-05,review,2026-04-30,,0,,USD
> show accounts --where "arm = 'champion'" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,10.00,0.00,10.00,59,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-04-30,,0,,USD
A2,D1,10.00,0.00,10.00,59,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-04-30,,0,,USD
A4,D1,10.00,0.00,10.00,59,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-04-30,,0,,USD
on 2026-04-01
>> account.open --ref A0 --debtor D1
>> item.post --account A0 --number 1 --amount 10 --issued-on 2026-01-01
>> day --rebuild
> show accounts --where "arm = 'challenger'" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A3,D1,10.00,0.00,10.00,60,1,0.00,0.00,0.00,everyone,letters,letter,2026-02-05,review,2026-05-01,,0,,USD
A0,D1,10.00,0.00,10.00,60,1,0.00,0.00,0.00,everyone,letters,letter,2026-02-05,review,2026-05-01,,0,,USD
> show accounts --where "arm = 'champion'" --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,10.00,0.00,10.00,60,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-05-01,,0,,USD
A2,D1,10.00,0.00,10.00,60,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-05-01,,0,,USD
A4,D1,10.00,0.00,10.00,60,1,0.00,0.00,0.00,everyone,calls,call,2026-02-05,review,2026-05-01,,0,,USD

== S93 month-end figures by who leads, and which of them are over the mark
on 2026-03-31
>> init --currency USD
>> user.open --name anna --role collector
>> user.open --name bert --role collector
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1","owner":"anna"}
| {"do":"account.open","ref":"A2","debtor":"D1","owner":"bert"}
| {"do":"item.post","account":"A1","number":"1","amount":"900","issued_on":"2026-03-01","due_on":"2026-03-31"}
| {"do":"item.post","account":"A2","number":"1","amount":"900","issued_on":"2026-03-01","due_on":"2026-03-31"}
| {"do":"payment.take","ref":"P1","account":"A1","amount":"600"}
>> apply book.jsonl
> show aging --by owner --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
anna,300.00,0.00,0.00,0.00,0.00,0.00,300.00,USD
bert,900.00,0.00,0.00,0.00,0.00,0.00,900.00,USD
# 300 / 900 x 31 = 10.33; 900 / 900 x 31 = 31
> show kpi --name dso --variant simple --by owner --from 2026-03-01 --to 2026-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,10.33,days,9300.00,900.00,receivables at the end / credit sales of the period x days of the period,anna,,USD
dso,simple,31.00,days,27900.00,900.00,receivables at the end / credit sales of the period x days of the period,bert,,USD
> show kpi --name dso --variant simple --by owner --from 2026-03-01 --to 2026-03-31 --where "value > 30" --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,31.00,days,27900.00,900.00,receivables at the end / credit sales of the period x days of the period,bert,,USD

== S111 accounts go round among the collectors by weight, and within one of their share
# 10,000 accounts: tests/core/test_assign.c
on 2026-03-31
>> init --currency USD
>> user.open --name anna --role collector --languages en
>> user.open --name bert --role collector --languages en,de
file p.yaml
| policy: shares
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 1, channel: call, minutes: 5}
|     finally: {every: 30, action: Review.}
| assign:
|   - when: language = "de"
|     match: [language]
|   - to: [{user: anna, weight: 2}, {user: bert, weight: 1}]
|     keep_owner: true
>> policy.activate --file p.yaml --from 2026-01-01
file book.jsonl
| {"do":"debtor.open","ref":"D0","name":"Null","language":"de"}
| {"do":"account.open","ref":"A0","debtor":"D0"}
| {"do":"item.post","account":"A0","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"debtor.open","ref":"D2","name":"Two"}
| {"do":"account.open","ref":"A2","debtor":"D2"}
| {"do":"item.post","account":"A2","number":"1","amount":"10","issued_on":"2026-01-01"}
| {"do":"debtor.open","ref":"D3","name":"Three"}
| {"do":"account.open","ref":"A3","debtor":"D3"}
| {"do":"item.post","account":"A3","number":"1","amount":"10","issued_on":"2026-01-01"}
>> apply book.jsonl
>> day
# German goes to bert; of all four anna's share is 2.67, bert's 1.33: she has the other three.
> show aging --by owner --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
anna,0.00,0.00,30.00,0.00,0.00,0.00,30.00,USD
bert,0.00,0.00,10.00,0.00,0.00,0.00,10.00,USD
> show worklist --owner bert --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A0,D0,call,call,Call the debtor,0,dpd 59 >= 1 (step call); segment everyone: always,1,10.00,10.00,59,2026-04-30,USD,allow,

== S189 a joint debt: seen by each who answers for it, paid once for all
on 2026-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"ANN","name":"Ann Lee","kind":"person"}
| {"do":"debtor.open","ref":"BOB","name":"Bob Lee","kind":"person"}
| {"do":"debtor.open","ref":"GUS","name":"Gus Lee","kind":"person"}
| {"do":"account.open","ref":"LOAN","debtor":"ANN","kind":"loan"}
| {"do":"account.open","ref":"CARD","debtor":"ANN","kind":"consumer"}
| {"do":"account.open","ref":"PHONE","debtor":"BOB","kind":"consumer"}
| {"do":"party.add","account":"LOAN","debtor":"BOB","role":"co_debtor"}
| {"do":"party.add","account":"LOAN","debtor":"GUS","role":"guarantor"}
| {"do":"item.post","account":"LOAN","number":"1","amount":"500","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"item.post","account":"CARD","number":"1","amount":"80","issued_on":"2026-01-15","due_on":"2026-02-14"}
| {"do":"item.post","account":"PHONE","number":"1","amount":"30","issued_on":"2026-01-15","due_on":"2026-02-14"}
>> apply book.jsonl
> show parties --account LOAN --format csv
account,debtor,name,role,since,until,balance,past_due,currency
LOAN,ANN,Ann Lee,debtor,,,500.00,500.00,USD
LOAN,BOB,Bob Lee,co_debtor,2026-03-31,,500.00,500.00,USD
LOAN,GUS,Gus Lee,guarantor,2026-03-31,,500.00,500.00,USD
> show parties --debtor BOB --format csv
account,debtor,name,role,since,until,balance,past_due,currency
LOAN,BOB,Bob Lee,co_debtor,2026-03-31,,500.00,500.00,USD
PHONE,BOB,Bob Lee,debtor,,,30.00,30.00,USD
>> payment.take --ref P1 --account LOAN --amount 200 --reference "from Bob"
> show parties --account LOAN --format csv
account,debtor,name,role,since,until,balance,past_due,currency
LOAN,ANN,Ann Lee,debtor,,,300.00,300.00,USD
LOAN,BOB,Bob Lee,co_debtor,2026-03-31,,300.00,300.00,USD
LOAN,GUS,Gus Lee,guarantor,2026-03-31,,300.00,300.00,USD
# The debt is in the book once.
> show aging --by debtor --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
ANN,0.00,0.00,380.00,0.00,0.00,0.00,380.00,USD
BOB,0.00,0.00,30.00,0.00,0.00,0.00,30.00,USD
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,0.00,0.00,410.00,0.00,0.00,0.00,410.00,USD
>> party.remove --account LOAN --debtor GUS --role guarantor
> show parties --debtor GUS --format csv
account,debtor,name,role,since,until,balance,past_due,currency
LOAN,GUS,Gus Lee,guarantor,2026-03-31,2026-03-31,300.00,300.00,USD

== S195 a subscription: suspended thirty days after the due date, free again with the payment
on 2026-03-01
>> init --policy subscription --currency USD
>> debtor.open --ref D1 --name "Casey Doe" --kind person --email casey@example.com
>> account.open --ref A1 --debtor D1 --kind subscription
>> item.post --account A1 --number 1 --amount 25 --issued-on 2026-03-01 --due-on 2026-03-01
on 2026-03-30
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,limited,task,Limit the service; keep data readable.,2,dpd 29 >= 14 (step limited); segment everyone: always; priority 2 = amount 1 + young 1,1,25.00,25.00,29,2026-03-31,USD,,
on 2026-03-31
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,suspended,task,Suspend the service; tell the customer how to come back.,101,dpd 30 >= 30 (step suspended); segment everyone: always; priority 101 = amount 1 + overlooked 100,1,25.00,25.00,30,2026-04-30,USD,,
>> payment.take --ref P1 --account A1 --amount 25 --method card
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
> show account --ref A1 --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,0.00,0.00,0.00,0,0,0.00,0.00,0.00,everyone,states,,,,,,0,30.00,USD

== S197 open items in, journals out: both control accounts say the same
on 2026-03-31
>> init --currency USD
file debtors.csv
| ref,name
| D1,Acme
file accounts.csv
| ref,debtor
| A1,D1
file items.csv
| account,number,issued_on,due_on,amount
| A1,100,2026-02-01,2026-03-03,1200.00
| A1,101,2026-03-01,2026-03-31,300.00
>> import debtors debtors.csv
>> import accounts accounts.csv
> import items items.csv --expect-total 2:1500.00:USD
\file      items.csv, UTF-8, separated by …
rows      read 2, accepted 2, updated 0, unchanged 0, quarantined 0
amount    1500.00 USD in 2 rows
batch     3
>> payment.take --ref P1 --account A1 --amount 1200
> show trial_balance --format csv
ledger,debit,credit,balance,currency
billed: invoice,,1500.00,-1500.00,USD
receivables,300.00,,300.00,USD
cash,1200.00,,1200.00,USD
unapplied payments,0.00,,0.00,USD
applied across accounts,0.00,,0.00,USD
> show journal --account A1 --format csv
seq,at,actor,action,subject,digest,stream,on
1,2026-03-31T12:00:00+00:00,operator,payment.take,P1,…,1,2026-03-31
