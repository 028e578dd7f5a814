# What is wrong is told in one sentence, with the place and what would be right; nothing of it is left in the book.
# Encodings and delimiters: tests/intake/test_table.c; a full disk: tests/db/test_failures.c; a book of a newer program:
# tests/db/test_migrate.c; two day runs at once: tests/run/test_lease.c; kill -9 anywhere: tests/crash.

== wrong files: not there, empty, not a table, somebody else's layout
on 2026-03-01
>> init --currency USD
file empty.csv
file half.jsonl
| {"do":"debtor.open","ref":"D1","name":"One"}
| {"do":"debtor.open","ref":"D2"
file foreign.csv
| Kunde,Betrag
| 1,10
file head.csv
| ref,name
> import items nofile.csv
recoup: cannot open nofile.csv: No such file or directory
exit 1
> import itms foreign.csv
recoup: no kind of file is named itms; did you mean items?
exit 2
> import debtors empty.csv
recoup: empty.csv is empty: it has no header and no rows
exit 1
> import items foreign.csv
recoup: column "Kunde" is none of items: did you mean kind?; the columns are account, number, kind, issued_on, due_on, amount, currency, document, apply_credit, reference, note, on; a foreign layout needs a map (--map)
exit 1
> import debtors head.csv
\file      head.csv, UTF-8, separated by …
rows      read 0, accepted 0, updated 0, unchanged 0, quarantined 0
batch     none: nothing is new
> apply nofile.jsonl
recoup: nofile.jsonl: No such file or directory
exit 1
# The first line was done, the second is half a line: it says which, and nothing after it is done.
> apply half.jsonl
{"ref":"D1"}
recoup: half.jsonl:2: JSON line 1 column 30: the text ends in the middle of a value
{"type":"urn:recoup:problem:format","title":"The file cannot be read","status":422,"detail":"JSON line 1 column 30: the text ends in the middle of a value","line":2}
exit 1
> show parties --debtor D2
recoup: no debtor D2 is in the book
exit 1
> --book half.jsonl show aging
recoup: half.jsonl is not a book (file is not a database): name another file
exit 1
> init
recoup: … holds a book already; choose another name with --book
exit 1

== duplicates: of a debtor, an account, an item, a payment, in a file and by hand
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 10
>> payment.take --ref P1 --account A1 --amount 5
> debtor.open --ref D1 --name Other
recoup: debtor D1 is in the book already
exit 1
> account.open --ref A1 --debtor D1
recoup: account A1 is in the book already
exit 1
> item.post --account A1 --number 1 --amount 10
recoup: number 1 is in account A1 already; an item's number is unique in its account
exit 1
> payment.take --ref P1 --account A1 --amount 5
recoup: payment P1 is in the book already; a payment's ref is unique
exit 1
file twice.csv
| account,number,amount
| A1,2,20
| A1,2,30
> import items twice.csv
\file      twice.csv, UTF-8, separated by …
rows      read 2, accepted 1, updated 0, unchanged 0, quarantined 1
amount    50.00 USD in 2 rows, of which quarantined 30.00
refused   line 3, number "2": an earlier row of the file has the same number in the same account; give each item of an account a number of its own
batch     1
exit 3
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,1,invoice,,2026-03-01,2026-03-31,10.00,5.00,-30,not_due,0.00,USD
A1,2,invoice,,2026-03-01,2026-03-31,20.00,20.00,-30,not_due,0.00,USD

== unknown: an account, a debtor, a creditor, an owner, a promise, a payment
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
> item.post --account A9 --number 1 --amount 10
recoup: no account A9 is in the book; open it with: recoup do account.open
exit 1
> account.open --ref A2 --debtor D9
recoup: no debtor D9 is in the book; open it with: recoup do debtor.open
exit 1
> account.open --ref A2 --debtor D1 --creditor north
recoup: creditor: no creditor north is in the book
exit 1
> account.change --ref A1 --owner nobody
recoup: owner: no user is named nobody
exit 1
> promise.cancel --promise 7 --reason none
recoup: no promise 7 is in the book
exit 1
> payment.reverse --ref P9 --reason returned
recoup: no payment P9 is in the book
exit 1
> hold.lift --hold 3 --reason none
recoup: no hold 3 is in the book
exit 1
> work.finish --work W9-9-9 --outcome done
recoup: account 9 is not in the book
exit 1
> work.finish --work next --outcome done
recoup: work is next; the view worklist names it, as W12-34-1
exit 1
> --actor nobody show aging
recoup: no user is named nobody; open one with: recoup do user.open
exit 1
> why A9
recoup: no account A9 is in the book, or it is not yours to see
exit 1

== amounts: too large, too fine, negative, no number, of another currency
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
>> account.open --ref Y1 --debtor D1 --currency JPY
> item.post --account A1 --number 1 --amount 99999999999999999999
recoup: item.post: amount is 99999999999999999999, which has more than 18 significant digits
exit 1
> item.post --account A1 --number 1 --amount 10.005
recoup: amount is 10.005; USD has 2 decimals
exit 1
> item.post --account Y1 --number 1 --amount 10.5
recoup: amount is 10.5; JPY has 0 decimals
exit 1
> item.post --account A1 --number 1 --amount -10
recoup: amount must be more than zero; what lowers a balance is a credit note, a payment or an adjustment
exit 1
> item.post --account A1 --number 1 --amount 1e3
recoup: item.post: amount is 1e3; an amount is a plain number such as 1234.50
exit 1
> item.post --account A1 --number 1 --amount 1,000.00
recoup: item.post: amount is 1,000.00; an amount is a plain number such as 1234.50
exit 1
> item.post --account A1 --number 1 --amount 0
recoup: amount must be more than zero; what lowers a balance is a credit note, a payment or an adjustment
exit 1
> item.post --account A1 --number 1 --amount 10 --currency EUR
recoup: currency is EUR, but account A1 is kept in USD; open an account in EUR
exit 1
> item.post --account A1 --number B1 --amount 9000000000000000
recoup: amount is 9000000000000000; a single amount is at most 100000000000000.00 USD
exit 1
>> item.post --account A1 --number B2 --amount 100000000000000
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100000000000000.00,0.00,0.00,0.00,0.00,0.00,100000000000000.00,USD
file large.csv
| account,number,amount
| A1,B3,100000000000000.01
> import items large.csv
\file      large.csv, UTF-8, separated by …
rows      read 1, accepted 0, updated 0, unchanged 0, quarantined 1
refused   line 2, amount "100000000000000.01": amount in USD: is larger than any amount a book can hold; check the amount
batch     1
exit 3

== dates that do not exist, periods that run backwards
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
> item.post --account A1 --number 1 --amount 10 --issued-on 2026-02-30
recoup: item.post: issued_on is 2026-02-30; a date is YYYY-MM-DD and must exist
exit 1
> item.post --account A1 --number 1 --amount 10 --due-on 01.03.2026
recoup: item.post: due_on is 01.03.2026; a date is YYYY-MM-DD and must exist
exit 1
> show aging --as-of 2026-13-01
recoup: aging: as_of is 2026-13-01; a date is YYYY-MM-DD and must exist
exit 1
> show kpi --from 2026-03-01 --to 2026-02-01
recoup: from is after to; a period runs forwards
exit 1
> promise.record --account A1 --amount 10 --due-on 2026-02-01
{"promise":1,"account":"A1","amount":"10.00","currency":"USD","due_on":"2026-02-01"}
> --now yesterday day
recoup: --now is yesterday; an instant is written 2026-11-23T09:00:00Z or with an offset
exit 2
file dates.csv
| account,number,amount,issued_on
| A1,1,10,2026-02-30
| A1,2,10,2026-02-28
> import items dates.csv
\file      dates.csv, UTF-8, separated by …
rows      read 2, accepted 1, updated 0, unchanged 0, quarantined 1
amount    10.00 USD in 1 rows
refused   line 2, issued_on "2026-02-30": issued_on is a day that does not exist; check day and month, and the map's date order
batch     1
exit 3

== more is paid than is owed: the rest is kept unapplied, never lost; more than is open is not put to an item
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100
> payment.take --ref P1 --account A1 --amount 150 --to '[{"number":"1","amount":"150"}]'
recoup: to[0]: item 1 of account A1: more than the item's open amount
exit 1
> payment.take --ref P1 --account A1 --amount 150
{"ref":"P1","amount":"150.00","allocated":"100.00","unapplied":"50.00","state":"taken","currency":"USD"}
> payment.allocate --ref P1 --to '[{"number":"1","amount":"1"}]'
recoup: to[0]: item 1 of account A1: the item is not open for payment
exit 1
> payment.take --ref P2 --account A1 --amount 0
recoup: amount must be more than zero; money given back is payment.reverse
exit 1
> adjustment.post --account A1 --number 1 --kind write_off --amount 1 --reason x
recoup: amount is more than the 0.00 that is open of item 1
exit 1
> verify
journal: 6 entries in 65 chains, 0 sealed days
money: 1 accounts, 1 items, 1 payments, 1 allocations
  USD: items 100.00, open of them 0.00; payments 150.00 = applied 100.00 + unapplied 50.00 + returned 0.00
references: 1 debtors, 1 accounts, 1 payments found by name
habits: 1 recounted
derived rows: no day was run yet
… seconds
the book is sound

== creditors in a circle, the last manager, a debtor beside himself
on 2026-03-01
>> init --currency USD
>> creditor.open --ref north --name North
>> creditor.open --ref south --name South --parent north
> creditor.change --ref north --parent south
recoup: north cannot stand below south: that would make a circle
exit 1
> creditor.change --ref north --parent north
recoup: north cannot stand below north: that would make a circle
exit 1
> creditor.open --ref west --name West --parent east
recoup: parent: no creditor east is in the book
exit 1
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
> party.add --account A1 --debtor D1 --role guarantor
recoup: D1 owes account A1 already
exit 1

== a policy with five mistakes names all five
on 2026-03-01
>> init --currency USD
file bad.yaml
| policy: bad
| segmnts:
|   - {name: all, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 0, channel: cal}
|       - {name: call, at: 10, channel: call, when: dpdd > 5}
|     finally: {every: 9000}
> policy check bad.yaml
bad.yaml:1:1: the policy has no 'segments'; add 'segments: ...'
bad.yaml:1:1: warning: nothing ranks the work: every account has priority 0; add 'priority'
bad.yaml:2:1: no key 'segmnts' in a policy; did you mean segments?
bad.yaml:7:26: no step is due on the due day itself; 1 is the first day past due, -1 the day before it is due
bad.yaml:7:38: 'cal' will not do for 'channel'; one of call, email, sms, letter, visit, portal, task, none
bad.yaml:8:9: a second step 'call'; give it a name of its own
bad.yaml:8:51: in 'when': no fact 'dpdd' (column 1); did you mean dpd?
bad.yaml:9:22: '9000' will not do for 'every'; a whole number from 1 to 365
recoup: bad.yaml has 7 errors
exit 1
> policy.activate --file bad.yaml --from 2026-01-01
recoup: bad.yaml:1:1: the policy has no 'segments'; add 'segments: ...' (and more; see: recoup policy check)
exit 1
> policy check nofile.yaml
recoup: nofile.yaml is neither a file nor a shipped pack (commercial, consumer-us, medical-us, loans-us, subscription)
exit 1

== an empty book answers everything with nothing
on 2026-03-01
>> init --currency USD
> show worklist
worklist as of 2026-03-01
no rows: nothing in the book matches
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
> show status --format csv
state,amount,accounts,group,currency
open,0.00,0,total,USD
past_due,0.00,0,total,USD
disputed,0.00,0,total,USD
promised,0.00,0,total,USD
in_plan,0.00,0,total,USD
placed,0.00,0,total,USD
legal,0.00,0,total,USD
unapplied,0.00,0,total,USD
charged_off,0.00,0,total,USD
> show trial_balance --format csv
ledger,debit,credit,balance,currency
> show credit --debtor D1
recoup: no debtor D1 is in the book
exit 1
> show history --subject D1 --format csv
at,actor,action,subject,on,field,before,after,why
> day
Day 2026-03-01, policy commercial version 1
  accounts with anything open             0
    oldest item not_due                     0
    oldest item d1_30                       0
    oldest item d31_60                      0
    oldest item d61_90                      0
    oldest item d91_plus                    0
  work due                                0
  rows changed                            0
  … seconds
> verify
journal: 3 entries in 65 chains, 1 sealed days
money: 0 accounts, 0 items, 0 payments, 0 allocations
references: 0 debtors, 0 accounts, 0 payments found by name
habits: 0 recounted
derived rows: 0 decided afresh for 2026-03-01, 1 of 1 ranges (the others wait for the next day)
… seconds
the book is sound
