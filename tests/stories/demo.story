# Made-up books: sound, the same for the same seed, of the kind the pack is for; and what making them brought to light.

== a made-up book is sound before and after its day
at 2026-06-30T15:00:00Z
>> demo --accounts 300
> verify
…
money: 300 accounts, … items, … payments, … allocations
…
derived rows: no day was run yet
… seconds
the book is sound
>> day
> verify
…
the book is sound
> show journal --where "action = \"demo.fill\"" --format csv
seq,at,actor,action,subject,digest,stream,on
…,operator,demo.fill,2026-06-30,…

== the same seed gives the same book on any machine and engine
at 2026-06-30T15:00:00Z
>> demo --accounts 50 --seed 9
> show items --state all --limit 4 --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A00001,INV-0000001,invoice,,2024-07-15,2024-08-14,45979.82,0.00,,,0.00,USD
A00001,INV-0000002,invoice,,2024-09-17,2024-10-17,58654.28,0.00,,,0.00,USD
A00001,INV-0000003,invoice,,2024-11-25,2024-12-25,53957.66,0.00,,,0.00,USD
A00001,INV-0000004,invoice,,2025-01-23,2025-02-22,32410.06,0.00,,,0.00,USD
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,103168.35,1575.44,100.80,3851.81,58686.15,-481.29,166901.26,USD

== another seed, another book
at 2026-06-30T15:00:00Z
>> demo --accounts 50 --seed 10
> show aging --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,107561.10,727.67,4676.53,54962.50,49888.84,-907.54,216909.10,USD

== a book for each pack
at 2026-06-30T15:00:00Z
>> demo --accounts 40 --policy consumer-us
>> day
> verify
…
the book is sound

== money that came before anything was billed is remembered when all is made again
on 2026-01-05
>> init --currency USD
>> debtor.open --ref D1 --name Early --kind business
>> account.open --ref A1 --debtor D1
>> payment.take --ref P1 --account A1 --amount 54.22 --method check
>> day
> verify
…
the book is sound
on 2026-01-06
>> day --rebuild
> verify
…
the book is sound

== a made-up book is asked for by a pack there is
> demo --policy nosuch
recoup: no made-up book is known for the policy nosuch; use commercial, consumer-us, medical-us, loans-us or subscription
exit 1
