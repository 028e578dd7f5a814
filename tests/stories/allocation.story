# Payments, credits and what they close (docs/scenarios.md says where each row comes from).

== B1.01 invoices of 300, 400 and 500, looked for between 400 and 500
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 300 --due-on 2026-03-31
>> item.post --account A1 --number 2 --amount 400 --due-on 2026-03-31
>> item.post --account A1 --number 3 --amount 500 --due-on 2026-03-31
> show items --where 'amount between 400 and 500' --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,2,…
A1,3,…

== B1.03 two payments on one invoice
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 200 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 55
>> payment.take --ref P2 --account A1 --amount 35
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,110.00,0.00,0.00,0.00,0.00,0.00,110.00,USD

== B1.05 a journal credit closes the invoice
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> adjustment.post --account A1 --number 1 --kind correction --amount 100 --reason journal
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== B1.07 a credit note, applied in part
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> item.post --account A1 --number C1 --amount 100 --due-on 2026-03-31 --kind credit_note
> payment.allocate --account A1 --credit-note C1 --to '[{"number":"1","amount":"80"}]'
{"ref":"C1",…"unapplied":"20.00"…
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,1,…,100.00,20.00,…
A1,C1,…,-100.00,-20.00,…

== B1.13 as many rows as are asked for
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 10 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 10 --allocate none
>> item.post --account A1 --number 2 --amount 20 --due-on 2026-03-31
>> payment.take --ref P2 --account A1 --amount 20 --allocate none
>> item.post --account A1 --number 3 --amount 30 --due-on 2026-03-31
>> payment.take --ref P3 --account A1 --amount 30 --allocate none
>> item.post --account A1 --number 4 --amount 40 --due-on 2026-03-31
>> payment.take --ref P4 --account A1 --amount 40 --allocate none
>> item.post --account A1 --number 5 --amount 50 --due-on 2026-03-31
>> payment.take --ref P5 --account A1 --amount 50 --allocate none
> show items --limit 2 --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,1,…
A1,2,…
> show payments --limit 3 --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P1,…
P2,…
P3,…

== B1.15 more than is open is refused, and nothing is lost
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 200 --due-on 2026-03-31
>> item.post --account A1 --number C1 --amount 100 --due-on 2026-03-31 --kind credit_note
>> payment.allocate --account A1 --credit-note C1 --to '[{"number":"1","amount":"100"}]'
> payment.take --ref P1 --account A1 --amount 200 --to '[{"number":"1","amount":"200"}]'
recoup: to[0]: item 1 of account A1: …
exit 1
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD
> show payments --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency

== B1.17 a debit note as an invoice, and its payment
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number J1 --amount 921 --due-on 2026-03-31 --kind debit_note
>> payment.take --ref P1 --account A1 --amount 921
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
> show payments --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P1,A1,2026-03-01,921.00,921.00,0.00,taken,other,USD

== B2.01 a paid invoice is cancelled: its money is free; then the payment is taken back
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 100
>> item.cancel --account A1 --number 1 --reason wrong
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-100.00,-100.00,USD
>> payment.reverse --ref P1 --reason misposted
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== B2.01 an invoice is paid, the payment taken back, the invoice credited in full, then cancelled: none that was paid
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> dispute.open --account A1 --reason price --items '[{"number":"1"}]'
>> payment.take --ref P1 --account A1 --amount 100
>> payment.reverse --ref P1 --reason returned
>> dispute.settle --dispute 1 --decision credit
>> item.cancel --account A1 --number 1 --reason wrong
>> verify
>> day
>> verify
>> day --rebuild
>> verify

== B2.05 a payment that comes again later is not put to an invoice before it comes
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> payment.take --ref P1 --account A1 --amount 100 --on 2026-02-01
>> payment.reverse --ref P1 --reason returned --on 2026-02-10
>> payment.reinstate --ref P1 --on 2026-03-20
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> payment.allocate --ref P1
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD
> show aging --format csv --as-of 2026-03-20
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
>> verify

== B2.03 a new invoice is paid from what is free
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> payment.take --ref P1 --account A1 --amount 250
>> item.post --account A1 --number 1 --amount 200 --due-on 2026-03-31 --apply-credit oldest
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-50.00,-50.00,USD

== B2.05 too much is paid, the next invoice takes the rest; without the payment both are open again
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 23 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 146
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-123.00,-123.00,USD
>> item.post --account A1 --number 2 --amount 123 --due-on 2026-03-31 --apply-credit oldest
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
>> payment.reverse --ref P1 --reason returned --code R01
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,146.00,0.00,0.00,0.00,0.00,0.00,146.00,USD

== B2.07 B2.09 two payments, one after the other, never close more than is owed
# a writer waits for the one before it: tests/db/test_tx.c
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 100
>> payment.take --ref P2 --account A1 --amount 100
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-100.00,-100.00,USD
>> debtor.open --ref D2 --name D2-name
>> account.open --ref A2 --debtor D2
>> item.post --account A2 --number 1 --amount 300 --due-on 2026-03-31
>> payment.take --ref P3 --account A2 --amount 100
>> payment.take --ref P4 --account A2 --amount 100
> show aging --where "ref = 'A2'" --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A2,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD

== B3.01 B3.03 instalments: what is too much goes to the next one
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I1 --amount 125 --due-on 2026-03-01 --kind instalment
>> item.post --account A1 --number I2 --amount 125 --due-on 2026-03-16 --kind instalment
>> item.post --account A1 --number I3 --amount 125 --due-on 2026-03-31 --kind instalment
>> item.post --account A1 --number I4 --amount 125 --due-on 2026-04-15 --kind instalment
>> payment.take --ref P1 --account A1 --amount 150
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I2,…,125.00,100.00,…
A1,I3,…,125.00,125.00,…
A1,I4,…,125.00,125.00,…
>> payment.take --ref P2 --account A1 --amount 100
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I3,…
A1,I4,…

== B3.05 a goodwill credit works like money: the oldest is closed
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I1 --amount 250 --due-on 2026-05-01 --issued-on 2026-04-01
>> item.post --account A1 --number I2 --amount 250 --due-on 2026-06-01 --issued-on 2026-04-01
>> item.post --account A1 --number G1 --amount 250 --due-on 2026-06-30 --issued-on 2026-06-30 --kind credit_note --apply-credit oldest
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,250.00,0.00,0.00,0.00,0.00,250.00,USD

== B4.01 weekly rents of 300, and 1000 on account
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number W1 --amount 300 --due-on 2026-06-01 --issued-on 2026-05-01
>> item.post --account A1 --number W2 --amount 300 --due-on 2026-06-08 --issued-on 2026-05-01
>> item.post --account A1 --number W3 --amount 300 --due-on 2026-06-15 --issued-on 2026-05-01
>> item.post --account A1 --number W4 --amount 300 --due-on 2026-06-22 --issued-on 2026-05-01
>> payment.take --ref P1 --account A1 --amount 1000
> show items --state all --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,W1,…,300.00,0.00,…
A1,W2,…,300.00,0.00,…
A1,W3,…,300.00,0.00,…
A1,W4,…,300.00,200.00,…

== B4.03 costs first, then interest, then principal, when the policy says so
on 2026-06-30
>> init --currency USD
file clear.yaml
| policy: clear
| extends: commercial
| clearing: [fee, interest, invoice]
>> policy.activate --file clear.yaml --from 2026-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-06-01 --issued-on 2026-05-01
>> item.post --account A1 --number F1 --amount 10 --due-on 2026-06-30 --issued-on 2026-06-30 --kind fee
>> item.post --account A1 --number Z1 --amount 0.41 --due-on 2026-06-30 --issued-on 2026-06-30 --kind interest
>> payment.take --ref P1 --account A1 --amount 100 --allocate clearing
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,1,…,100.00,10.41,…
