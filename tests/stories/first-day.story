# The main job in one breath: a debtor, two invoices, the day, the worklist with its reason, a call, a promise, a payment.

== a first day
on 2026-01-05
>> init --currency USD
> debtor.open --ref D1 --name "Acme Tools" --kind business
{"ref":"D1"}
> account.open --ref A1 --debtor D1 --kind trade --currency USD
{"ref":"A1"}
> item.post --account A1 --number 100 --kind invoice --issued-on 2025-11-01 --amount 1200.00
{"account":"A1","number":"100","due_on":"2025-12-01","amount":"1200.00","open":"1200.00","currency":"USD"}
> item.post --account A1 --number 101 --kind invoice --issued-on 2025-12-20 --amount 300.00
{"account":"A1","number":"101","due_on":"2026-01-19","amount":"300.00","open":"300.00","currency":"USD"}
> show aging
aging as of 2026-01-05
ref    not_due  d1_30   d31_60  d61_90  d91_plus  unapplied    total  currency
──────────────────────────────────────────────────────────────────────────────
A1      300.00   0.00  1200.00    0.00      0.00       0.00  1500.00  USD
──────────────────────────────────────────────────────────────────────────────
total   300.00   0.00  1200.00    0.00      0.00       0.00  1500.00  USD
1 row
> day
Day 2026-01-05, policy commercial version 1
  accounts with anything open             1
    oldest item not_due                     0
    oldest item d1_30                       0
    oldest item d31_60                      1
    oldest item d61_90                      0
    oldest item d91_plus                    0
  work due                                1
  the gate was asked                      1
    allowed                               1
  rows changed                            1
  … seconds
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,first_call,call,"Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.",117,step first_reminder passed over: not has_email yes; dpd 35 >= 12 (step first_call); segment standard: always; priority 117 = amount 2 + age 12 + risk 3 + overlooked 100,100,1500.00,1200.00,35,2026-01-10,USD,allow,
on 2026-01-06
> contact.log --account A1 --channel call --direction out --at 2026-01-06T10:00:00Z --outcome promised --note "pays on Friday"
{"contact":1,"account":"A1","verdict":2}
> promise.record --account A1 --amount 1200.00 --due-on 2026-01-09
{"promise":1,"account":"A1","amount":"1200.00","currency":"USD","due_on":"2026-01-09"}
> show worklist
worklist as of 2026-01-06
no rows: nothing in the book matches
on 2026-01-09
> payment.take --ref P1 --account A1 --amount 1200.00 --method wire
{"ref":"P1","amount":"1200.00","allocated":"1200.00","unapplied":"0.00","state":"taken","currency":"USD"}
> day
Day 2026-01-09, policy commercial version 1
  accounts with anything open             1
    oldest item not_due                     1
    oldest item d1_30                       0
    oldest item d31_60                      0
    oldest item d61_90                      0
    oldest item d91_plus                    0
  work due                                0
  rows changed                            1
  … seconds
> show items --account A1 --state all --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,100,invoice,,2025-11-01,2025-12-01,1200.00,0.00,,,0.00,USD
A1,101,invoice,,2025-12-20,2026-01-19,300.00,300.00,-10,not_due,0.00,USD
> show worklist
worklist as of 2026-01-09
no rows: nothing in the book matches

== mistakes are told, with what would be right
on 2026-01-05
>> init --currency USD
> debtor.open --ref D1 --name Acme --kind busines
recoup: debtor.open: kind is busines; one of person, business; did you mean business?
exit 1
> item.post --account A9 --number 1 --kind invoice --issued-on 2026-01-01 --amount 10.00
recoup: no account A9 is in the book; open it with: recoup do account.open
exit 1
> item.post --account A9 --number 1 --kind invoice --issued-on 2026-02-30 --amount 10.001 --colour red
recoup: --colour is not an option of do item.post
exit 2
> show agin
recoup: no view is named agin; did you mean aging? (recoup help views lists them)
exit 2
> dya
recoup: dya is not a command; did you mean day? (recoup help lists them all)
exit 2
