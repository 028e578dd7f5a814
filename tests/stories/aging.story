# Aging and open items: what peers' own tests and users' reports expect of a ledger (docs/scenarios.md says which).

== A1.01 terms make instalments of one invoice
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I-1 --amount 30 --due-on 2026-03-31 --kind instalment --document I
>> item.post --account A1 --number I-2 --amount 50 --due-on 2026-04-30 --kind instalment --document I
>> item.post --account A1 --number I-3 --amount 20 --due-on 2026-05-30 --kind instalment --document I
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I-1,instalment,I,2026-03-01,2026-03-31,30.00,30.00,-30,not_due,0.00,USD
A1,I-2,instalment,I,2026-03-01,2026-04-30,50.00,50.00,-60,not_due,0.00,USD
A1,I-3,instalment,I,2026-03-01,2026-05-30,20.00,20.00,-90,not_due,0.00,USD
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD

== A1.03 a credit note that is not applied keeps its own balance
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 100
>> item.post --account A1 --number C1 --amount 100 --due-on 2026-03-01 --kind credit_note
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,C1,credit_note,,2026-03-01,2026-03-01,-100.00,-100.00,…
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-100.00,-100.00,USD

== A1.05 a payment closes the oldest instalment first, in part
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I-1 --amount 60 --due-on 2026-03-31 --kind instalment --document I
>> item.post --account A1 --number I-2 --amount 100 --due-on 2026-04-30 --kind instalment --document I
>> item.post --account A1 --number I-3 --amount 40 --due-on 2026-05-30 --kind instalment --document I
>> payment.take --ref P1 --account A1 --amount 40
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I-1,…,60.00,20.00,-30,not_due,0.00,USD
A1,I-2,…,100.00,100.00,-60,not_due,0.00,USD
A1,I-3,…,40.00,40.00,-90,not_due,0.00,USD

== A1.07 part paid, and a credit note that stands alone: two rows
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-10
>> payment.take --ref P1 --account A1 --amount 40
on 2026-03-02
>> item.post --account A1 --number C1 --amount 100 --due-on 2026-03-02 --kind credit_note
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,1,…,100.00,60.00,…
A1,C1,…,-100.00,-100.00,…
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,60.00,0.00,0.00,0.00,0.00,-100.00,-40.00,USD

== A1.11 a journal credit lowers the invoice it names
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> adjustment.post --account A1 --number 1 --kind correction --amount 40 --reason journal
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,60.00,0.00,0.00,0.00,0.00,0.00,60.00,USD

== A1.13 an account with a journal credit and nothing else
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> adjustment.post --account A1 --kind correction --amount 100 --reason journal
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-100.00,-100.00,USD

== A1.15 money dated tomorrow does not count today, and is seen when asked for
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> item.post --account A1 --number C1 --amount 10 --due-on 2026-03-01 --kind credit_note
# tomorrow 80 in money and the credit of 10 go to the invoice: 90
>> payment.take --ref P1 --account A1 --amount 80 --on 2026-03-02 --to '[{"number":"1"}]'
>> payment.allocate --account A1 --credit-note C1 --on 2026-03-02 --to '[{"number":"1"}]'
> show items --future true --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency,future,remaining
A1,1,…,100.00,100.00,…,USD,90.00,10.00
A1,C1,…,-10.00,-10.00,…,USD,-10.00,0.00
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,0.00,0.00,0.00,0.00,-10.00,90.00,USD
> show aging --as-of 2026-03-02 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,10.00,0.00,0.00,0.00,0.00,0.00,10.00,USD

== A1.17 more is paid tomorrow than is owed
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
>> payment.take --ref P1 --account A1 --amount 110 --on 2026-03-02
> show items --future true --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency,future,remaining
A1,1,…,100.00,100.00,…,USD,100.00,0.00
A1,P1,payment,,2026-03-02,,,0.00,,,,USD,10.00,-10.00
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD
> show aging --as-of 2026-03-02 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-10.00,-10.00,USD

== A1.21 an advance over two terms goes to the oldest first
# the peer spreads it; decision J9: oldest first unless a person says otherwise
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> payment.take --ref P1 --account A1 --amount 50 --allocate none
>> item.post --account A1 --number I-1 --amount 50 --due-on 2026-03-01 --kind instalment --document I --apply-credit oldest
>> item.post --account A1 --number I-2 --amount 50 --due-on 2026-03-31 --kind instalment --document I --apply-credit oldest
> show items --state all --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I-1,…,50.00,0.00,…
A1,I-2,…,50.00,50.00,…

== A1.23 an invoice half paid at the till
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
>> payment.take --ref P1 --account A1 --amount 50 --method cash
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,50.00,0.00,0.00,0.00,0.00,0.00,50.00,USD

== A1.25 money of nobody is kept, by payment, and nothing is dropped
on 2026-03-01
>> init --currency USD
>> payment.take --ref X1 --amount 150
>> payment.take --ref X2 --amount 200
> show payments --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
X1,,2026-03-01,150.00,0.00,150.00,taken,other,USD
X2,,2026-03-01,200.00,0.00,200.00,taken,other,USD

== A1.27 what is due today or later has a bucket of its own: buckets sum to what is open
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
>> item.post --account A1 --number 2 --amount 200 --due-on 2026-04-01
>> item.post --account A1 --number 3 --amount 50 --due-on 2026-02-28
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,300.00,50.00,0.00,0.00,0.00,0.00,350.00,USD

== A2.01 to A2.05 one customer, an invoice, and payments until the row is gone
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 200 --due-on 2026-02-20 --issued-on 2026-01-20
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,200.00,0.00,0.00,0.00,0.00,200.00,USD
>> payment.take --ref P1 --account A1 --amount 125
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,75.00,0.00,0.00,0.00,0.00,75.00,USD
>> payment.take --ref P2 --account A1 --amount 25
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,50.00,0.00,0.00,0.00,0.00,50.00,USD
>> payment.take --ref P3 --account A1 --amount 50
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== A3.01 nine invoices around the edges of the buckets
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I1 --amount 10 --due-on 2026-07-07 --issued-on 2026-01-01
>> item.post --account A1 --number I2 --amount 20 --due-on 2026-06-30 --issued-on 2026-01-01
>> item.post --account A1 --number I3 --amount 30 --due-on 2026-06-29 --issued-on 2026-01-01
>> item.post --account A1 --number I4 --amount 40 --due-on 2026-05-31 --issued-on 2026-01-01
>> item.post --account A1 --number I5 --amount 50 --due-on 2026-05-30 --issued-on 2026-01-01
>> item.post --account A1 --number I6 --amount 60 --due-on 2026-05-01 --issued-on 2026-01-01
>> item.post --account A1 --number I7 --amount 70 --due-on 2026-04-30 --issued-on 2026-01-01
>> item.post --account A1 --number I8 --amount 80 --due-on 2026-04-01 --issued-on 2026-01-01
>> item.post --account A1 --number I9 --amount 90 --due-on 2026-03-31 --issued-on 2026-01-01
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,30.00,70.00,110.00,150.00,90.00,0.00,450.00,USD

== A3.03 part paid counts what is open; paid and cancelled count nothing
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 200 --due-on 2026-06-20 --issued-on 2026-05-20
>> item.post --account A1 --number 2 --amount 100 --due-on 2026-06-20 --issued-on 2026-05-20
>> item.post --account A1 --number 3 --amount 900 --due-on 2026-06-20 --issued-on 2026-05-20
>> payment.take --ref P1 --account A1 --amount 50 --to '[{"number":"1"}]'
>> payment.take --ref P2 --account A1 --amount 100 --to '[{"number":"2"}]'
>> item.cancel --account A1 --number 3 --reason wrong
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,150.00,0.00,0.00,0.00,0.00,150.00,USD

== A3.05 due today and due in 60 days
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-06-30
>> item.post --account A1 --number 2 --amount 250 --due-on 2026-08-29
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,350.00,0.00,0.00,0.00,0.00,0.00,350.00,USD

== A3.07 an empty book still has totals, all zero
on 2026-06-30
>> init --currency USD
> show aging --format json
{"view":"aging","as_of":"2026-06-30","rows":[],"totals":{"not_due":"0.00","d1_30":"0.00","d31_60":"0.00","d61_90":"0.00","d91_plus":"0.00","unapplied":"0.00","total":"0.00","currency":"USD"}}

== A3.09 who sees one customer's portfolio sees his money only
on 2026-06-30
>> init --currency USD
>> creditor.open --ref north --name North
>> creditor.open --ref south --name South
>> user.open --name anna --role clerk --creditors north
>> debtor.open --ref A --name A-name
>> account.open --ref A --debtor A --creditor north
>> debtor.open --ref B --name B-name
>> account.open --ref B --debtor B --creditor south
>> item.post --account A --number 1 --amount 100 --due-on 2026-06-20 --issued-on 2026-06-01
>> item.post --account B --number 1 --amount 700 --due-on 2026-06-20 --issued-on 2026-06-01
> --actor anna show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A,0.00,100.00,0.00,0.00,0.00,0.00,100.00,USD
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
…,0.00,800.00,0.00,0.00,0.00,0.00,800.00,USD

== A3.11 paid too much: the balance is negative, not zero
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-06-20 --issued-on 2026-06-01
>> payment.take --ref P1 --account A1 --amount 130
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,-30.00,-30.00,USD

== A4.01 to A4.05 days past due on three dates
on 2024-07-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 1000 --due-on 2024-02-14 --issued-on 2024-01-14
>> debtor.open --ref D2 --name D2-name
>> account.open --ref A2 --debtor D2
>> item.post --account A2 --number 1 --amount 750 --due-on 2024-02-01 --issued-on 2024-01-01
> show aging --as-of 2024-02-14 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,1000.00,0.00,0.00,0.00,0.00,0.00,1000.00,USD
A2,0.00,750.00,0.00,0.00,0.00,0.00,750.00,USD
> show items --account A2 --as-of 2024-04-15 --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A2,1,invoice,,2024-01-01,2024-02-01,750.00,750.00,74,d61_90,0.00,USD
> show items --account A2 --as-of 2024-07-01 --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A2,1,invoice,,2024-01-01,2024-02-01,750.00,750.00,151,d91_plus,0.00,USD
> show aging --as-of 2024-07-01 --buckets 30,60,90,120 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_120,d121_plus,unapplied,total,currency
A1,0.00,0.00,0.00,0.00,0.00,1000.00,0.00,1000.00,USD
A2,0.00,0.00,0.00,0.00,0.00,750.00,0.00,750.00,USD

== A4.07 two items in two buckets
on 2024-04-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2024-03-15 --issued-on 2024-02-15
>> item.post --account A1 --number 2 --amount 200 --due-on 2024-02-01 --issued-on 2024-01-02
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,100.00,200.00,0.00,0.00,0.00,300.00,USD

== A5.01 A5.03 A5.05 A5.07 A5.11 the edges: 0, 1, 30, 31, 60, 61, 90, 91 days; the future is not due
# day 30 is in 1-30 (decision J1), and an age before the due date is negative
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I01 --amount 1 --due-on 2026-07-31 --issued-on 2025-01-01
>> item.post --account A1 --number I02 --amount 2 --due-on 2026-07-10 --issued-on 2025-01-01
>> item.post --account A1 --number I03 --amount 3 --due-on 2026-07-01 --issued-on 2025-01-01
>> item.post --account A1 --number I04 --amount 4 --due-on 2026-06-30 --issued-on 2025-01-01
>> item.post --account A1 --number I05 --amount 5 --due-on 2026-06-29 --issued-on 2025-01-01
>> item.post --account A1 --number I06 --amount 6 --due-on 2026-05-31 --issued-on 2025-01-01
>> item.post --account A1 --number I07 --amount 7 --due-on 2026-05-30 --issued-on 2025-01-01
>> item.post --account A1 --number I08 --amount 8 --due-on 2026-05-01 --issued-on 2025-01-01
>> item.post --account A1 --number I09 --amount 9 --due-on 2026-04-30 --issued-on 2025-01-01
>> item.post --account A1 --number I10 --amount 10 --due-on 2026-04-01 --issued-on 2025-01-01
>> item.post --account A1 --number I11 --amount 11 --due-on 2026-03-31 --issued-on 2025-01-01
>> item.post --account A1 --number I12 --amount 12 --due-on 2025-02-15 --issued-on 2025-01-01
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,10.00,11.00,15.00,19.00,23.00,0.00,78.00,USD
> show items --where "number = 'I01' or number = 'I02' or number = 'I06'" --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,I01,…,-31,not_due,…
A1,I02,…,-10,not_due,…
A1,I06,…,30,d1_30,…

== A5.09 weeks of arrears by day: 6, 7, 8, 14, 15
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I1 --amount 10 --due-on 2026-06-24 --issued-on 2026-01-01
>> item.post --account A1 --number I2 --amount 10 --due-on 2026-06-23 --issued-on 2026-01-01
>> item.post --account A1 --number I3 --amount 10 --due-on 2026-06-22 --issued-on 2026-01-01
>> item.post --account A1 --number I4 --amount 10 --due-on 2026-06-16 --issued-on 2026-01-01
>> item.post --account A1 --number I5 --amount 10 --due-on 2026-06-15 --issued-on 2026-01-01
> show aging --buckets 7,14 --format csv
ref,not_due,d1_7,d8_14,d15_plus,unapplied,total,currency
A1,0.00,20.00,20.00,10.00,0.00,50.00,USD

== A6.01 an invoice is aged from its own due date, not from the payments'
on 2017-04-04
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> payment.take --ref P1 --account A1 --amount 1500 --on 2016-11-09 --allocate none
>> item.post --account A1 --number 1 --amount 10000 --issued-on 2016-11-30 --due-on 2017-02-28 --on 2016-11-30 --apply-credit oldest
>> payment.take --ref P2 --account A1 --amount 1000 --on 2016-11-30
>> payment.take --ref P3 --account A1 --amount 2000 --on 2017-01-30
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,5500.00,0.00,0.00,0.00,5500.00,USD

== A6.03 A6.07 what was paid later is open in the aging of an earlier day, of that day's age
on 2020-07-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2020-04-30 --issued-on 2020-04-30
>> payment.take --ref P1 --account A1 --amount 100 --on 2020-06-30
> show aging --as-of 2020-05-31 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,100.00,0.00,0.00,0.00,100.00,USD
> show aging --as-of 2020-06-29 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,0.00,100.00,0.00,0.00,0.00,100.00,USD
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== A6.05 due on the day of the report
on 2020-07-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2020-07-01
>> item.post --account A1 --number 2 --amount 10 --due-on 2020-06-01 --issued-on 2020-05-01
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,100.00,10.00,0.00,0.00,0.00,0.00,110.00,USD

== A6.09 a change after the day does not show in the list of that day
on 2020-07-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2020-06-30 --issued-on 2020-06-01
on 2020-07-10
>> item.cancel --account A1 --number 1 --reason wrong
> show aging --as-of 2020-07-05 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,100.00,0.00,0.00,0.00,0.00,100.00,USD
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
