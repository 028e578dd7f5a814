== A report as it was known before: an account opened later is not in it, a changed one has its old terms
on 2026-03-02
>> init --policy commercial --currency USD
>> creditor.open --ref NORTH --name "North Foods"
>> debtor.open --ref D1 --name "Alder Bakery" --region TX
>> account.open --ref A1 --debtor D1 --kind trade --terms-days 30 --credit-limit 1000.00
>> item.post --account A1 --number 1 --issued-on 2026-01-05 --due-on 2026-02-04 --amount 400.00 --document order-7
>> payment.take --ref P1 --account A1 --amount 100.00
>> payment.take --ref P2 --amount 55.00 --currency USD
# four days later everything is another
on 2026-03-06
>> debtor.change --ref D1 --name "Alder and Sons" --region OH
>> account.change --ref A1 --creditor NORTH --credit-limit 250.00
>> debtor.open --ref D2 --name "Birch Cafe"
>> account.open --ref A2 --debtor D2
>> item.post --account A2 --number 2 --issued-on 2026-01-05 --due-on 2026-02-04 --amount 70.00
>> payment.allocate --ref P2 --account A1
> show aging --by creditor --as-of 2026-03-02 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
NORTH,0.00,300.00,0.00,0.00,0.00,-55.00,245.00,USD
main,0.00,70.00,0.00,0.00,0.00,0.00,70.00,USD
> show aging --by creditor --as-of 2026-03-02 --known 2026-03-03T00:00:00Z --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
main,0.00,300.00,0.00,0.00,0.00,0.00,300.00,USD
> show credit --debtor D1 --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,250.00,245.00,245.00,245.00,0.00,0.00,5.00,no,"245.00 is past due, the oldest for 30 days",USD
> show credit --debtor D1 --as-of 2026-03-02 --known 2026-03-03T00:00:00Z --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,1000.00,300.00,300.00,300.00,0.00,0.00,700.00,no,"300.00 is past due, the oldest for 26 days",USD
# a file changes as an action does
file payments.csv
| ref,account,amount,on,method,currency
| P1,A1,100.00,2026-03-02,wire,USD
file accounts.csv
| ref,debtor,terms_days
| A1,D1,60
>> import payments payments.csv
>> import accounts accounts.csv
# money that nobody could place was nobody's
> show payments --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P1,A1,2026-03-02,100.00,100.00,0.00,taken,wire,USD
P2,A1,2026-03-02,55.00,55.00,0.00,taken,other,USD
> show payments --known 2026-03-03T00:00:00Z --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P2,,2026-03-02,55.00,0.00,55.00,taken,other,USD
P1,A1,2026-03-02,100.00,100.00,0.00,taken,other,USD
> show parties --known 2026-03-03T00:00:00Z --format csv
account,debtor,name,role,since,until,balance,past_due,currency
A1,D1,Alder Bakery,debtor,,,300.00,300.00,USD
> show accounts --where "terms_days = 60" --format csv
ref,…
A1,D1,…
> show accounts --where "terms_days = 30" --known 2026-03-03T00:00:00Z --format csv
ref,…
A1,D1,300.00,…
> show account --ref A2 --known 2026-03-03T00:00:00Z
recoup: account A2 was not known yet at 2026-03-03T00:00:00+00:00; ask for a later instant
exit 1
> show conversations --known 2026-03-03T00:00:00Z
recoup: the conversations are those that are held now; ask without known
exit 1
> verify
…
the book is sound

== A past day on which money was spent that was not there: still every total is the balance
on 2026-03-02
>> init --policy commercial --currency USD
>> debtor.open --ref D1 --name "Alder Bakery"
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --issued-on 2026-02-01 --due-on 2026-02-28 --amount 100.00
>> payment.take --ref P1 --account A1 --amount 100.00
# the item goes in eight days: until then its money is not free for another
>> item.cancel --account A1 --number 1 --reason "wrong address" --on 2026-03-10
>> item.post --account A1 --number 2 --issued-on 2026-02-01 --due-on 2026-02-28 --amount 60.00 --apply-credit none
>> payment.allocate --ref P1
> show payments --as-of 2026-03-05 --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P1,A1,2026-03-02,100.00,100.00,0.00,taken,other,USD
> show payments --as-of 2026-03-10 --format csv
ref,account,on,amount,allocated,unapplied,state,method,currency
P1,A1,2026-03-02,100.00,60.00,40.00,taken,other,USD
# and it was another's from the start
on 2026-03-12
>> payment.reverse --ref P1 --reason misposted
> show aging --as-of 2026-03-05 --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,60.00,0.00,0.00,0.00,100.00,160.00,USD
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,60.00,0.00,0.00,0.00,0.00,60.00,USD
> verify
…
the book is sound
