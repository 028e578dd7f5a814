# Credit, key figures and cases: sections G and I of the scenarios (docs/scenarios.md).

== G.01 an order not billed yet, 500 and 10 percent tax, is exposure
on 2026-03-01
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --credit-limit 1000
>> item.post --account A1 --number O1 --amount 550 --due-on 2026-03-31 --kind order
> show credit --debtor D1 --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,1000.00,550.00,0.00,0.00,550.00,0.00,450.00,no,…

== G.03 550 unpaid against a limit of 499: the next invoice is not covered
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --credit-limit 499
>> item.post --account A1 --number 1 --amount 550 --due-on 2026-06-01 --issued-on 2026-05-01
> show credit --debtor D1 --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,499.00,550.00,550.00,550.00,0.00,0.00,-51.00,yes,…

== G.05 a limit of 900 counts what is open and what is late
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --credit-limit 900
>> item.post --account A1 --number 1 --amount 550 --due-on 2026-07-30 --issued-on 2026-06-30
>> item.post --account A1 --number 2 --amount 550 --due-on 2026-06-01 --issued-on 2026-05-01
> show credit --debtor D1 --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,900.00,1100.00,1100.00,550.00,0.00,0.00,-200.00,yes,…

== G.09 over the limit: the answer is asked before anything is shipped
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --credit-limit 100
>> item.post --account A1 --number O1 --amount 150 --due-on 2026-07-30 --kind order
> show credit --debtor D1 --format csv
debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency
D1,100.00,150.00,0.00,0.00,150.00,0.00,-50.00,yes,…

== I.01 5,000 open, 10,000 sold in 30 days
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 10000 --due-on 2027-01-31 --issued-on 2026-06-01
>> payment.take --ref P1 --account A1 --amount 5000
> show kpi --name dso --variant simple --from 2026-06-01 --to 2026-06-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,15.00,days,…

== I.03 1,200 open, 1,000 sold in 30 days
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 1000 --due-on 2027-01-31 --issued-on 2026-06-01
>> item.post --account A1 --number 0 --amount 200 --due-on 2026-01-31 --issued-on 2025-12-31
> show kpi --name dso --variant simple --from 2026-06-01 --to 2026-06-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,36.00,days,…

== I.03 1,800 open
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 1000 --due-on 2027-01-31 --issued-on 2026-06-01
>> item.post --account A1 --number 0 --amount 800 --due-on 2026-01-31 --issued-on 2025-12-31
> show kpi --name dso --variant simple --from 2026-06-01 --to 2026-06-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,54.00,days,…

== I.03 3,000 open
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 1000 --due-on 2027-01-31 --issued-on 2026-06-01
>> item.post --account A1 --number 0 --amount 2000 --due-on 2026-01-31 --issued-on 2025-12-31
> show kpi --name dso --variant simple --from 2026-06-01 --to 2026-06-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,90.00,days,…

== I.19 4.6 million open, 9.0 million sold in 90 days
on 2026-03-31
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 9000000 --due-on 2027-01-31 --issued-on 2026-01-01
>> payment.take --ref P1 --account A1 --amount 4400000
> show kpi --name dso --variant simple --from 2026-01-01 --to 2026-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,46.00,days,…

== I.07 what was collected of what each owed: 900 of 1,000, and 100 of 500
on 2026-06-30
>> init --currency USD
>> debtor.open --ref A --name A-name
>> account.open --ref A --debtor A
>> debtor.open --ref B --name B-name
>> account.open --ref B --debtor B
>> item.post --account A --number 1 --amount 1000 --due-on 2026-06-10 --issued-on 2026-05-01
>> item.post --account B --number 1 --amount 500 --due-on 2026-06-10 --issued-on 2026-05-01
>> payment.take --ref PA --account A --amount 900
>> payment.take --ref PB --account B --amount 100
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A,0.00,100.00,0.00,0.00,0.00,0.00,100.00,USD
B,0.00,400.00,0.00,0.00,0.00,0.00,400.00,USD
> show kpi --name collected_of_due --from 2026-06-01 --to 2026-06-30 --by debtor --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
collected_of_due,,90.00,percent,900.00,1000.00,…,A,,USD
collected_of_due,,20.00,percent,100.00,500.00,…,B,,USD

== I.11 classes of arrears: 0, 15, 30, 45, 60, 75, 90, 120 days
on 2026-06-30
>> init --currency USD
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I1 --amount 10 --due-on 2026-06-30 --issued-on 2026-01-01
>> item.post --account A1 --number I2 --amount 10 --due-on 2026-06-15 --issued-on 2026-01-01
>> item.post --account A1 --number I3 --amount 10 --due-on 2026-05-31 --issued-on 2026-01-01
>> item.post --account A1 --number I4 --amount 10 --due-on 2026-05-16 --issued-on 2026-01-01
>> item.post --account A1 --number I5 --amount 10 --due-on 2026-05-01 --issued-on 2026-01-01
>> item.post --account A1 --number I6 --amount 10 --due-on 2026-04-16 --issued-on 2026-01-01
>> item.post --account A1 --number I7 --amount 10 --due-on 2026-04-01 --issued-on 2026-01-01
>> item.post --account A1 --number I8 --amount 10 --due-on 2026-03-02 --issued-on 2026-01-01
> show aging --buckets 44,74,119 --format csv
ref,not_due,d1_44,d45_74,d75_119,d120_plus,unapplied,total,currency
A1,10.00,20.00,20.00,20.00,10.00,0.00,80.00,USD

== I.13 one case a debt: found at 20 days, the same case at 70, now serious
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: scan
| segments:
|   - {name: loans, when: kind = "loan", treatment: loans}
|   - {name: all, treatment: house}
| treatments:
|   - name: loans
|     jump: true
|     steps:
|       - {name: early, at: 15, channel: task, action: Early arrears.}
|       - {name: serious, at: 61, channel: task, action: Serious arrears.}
|     finally: {every: 365, action: Review.}
|   - name: house
|     steps:
|       - {name: reminder, at: 1, channel: letter, template: r}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --kind loan
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-01-01
on 2026-01-21
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,early,…
on 2026-03-12
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,serious,…

== I.15 a follow-up in seven days is the account's next date
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: scan
| segments:
|   - {name: loans, when: kind = "loan", treatment: loans}
|   - {name: all, treatment: house}
| treatments:
|   - name: loans
|     jump: true
|     steps:
|       - {name: early, at: 15, channel: task, action: Early arrears.}
|       - {name: serious, at: 61, channel: task, action: Serious arrears.}
|     finally: {every: 365, action: Review.}
|   - name: house
|     steps:
|       - {name: reminder, at: 1, channel: letter, template: r}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-01-01
on 2026-01-10
>> day
>> contact.log --account A1 --channel call --outcome reached --work W1-1-1 --next-on 2026-01-17
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,2026-01-17,…
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-17
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,…

== I.17 the strategy of the product is the one the day uses
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: scan
| segments:
|   - {name: loans, when: kind = "loan", treatment: loans}
|   - {name: all, treatment: house}
| treatments:
|   - name: loans
|     jump: true
|     steps:
|       - {name: early, at: 15, channel: task, action: Early arrears.}
|       - {name: serious, at: 61, channel: task, action: Serious arrears.}
|     finally: {every: 365, action: Review.}
|   - name: house
|     steps:
|       - {name: reminder, at: 1, channel: letter, template: r}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --kind loan
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-01-01
>> debtor.open --ref D2 --name D2-name
>> account.open --ref A2 --debtor D2
>> item.post --account A2 --number 1 --amount 100 --due-on 2026-01-01
on 2026-01-21
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,…,A1,D1,early,…
2,…,A2,D2,reminder,…
