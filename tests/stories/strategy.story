# Ladders of reminders and states of accounts: sections C1, C4, C5, D1, D2 of the scenarios (docs/scenarios.md).

== C1.01 C1.03 C1.05 levels at 5, 20 and 40 days: nothing early, no level before the one below is done
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 5, channel: letter}
|       - {name: l2, at: 20, channel: letter}
|       - {name: l3, at: 40, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-05
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-31
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> work.finish --work W1-1-1 --outcome done
on 2026-03-31
>> day --rebuild
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l2,…

== C1.07 one level, from the first day late: due, done, and over
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 1, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-02
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> work.finish --work W1-1-1 --outcome done
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-03
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not

== C1.09 a payment that is not matched: the letter still asks, and the money shows beside it
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 5, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
>> payment.take --ref P1 --account A1 --amount 50 --allocate none
on 2026-03-06
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,letter,…,1,50.00,100.00,5,…,USD,allow,
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,100.00,0.00,0.00,0.00,-50.00,50.00,USD

== C4.01 C4.03 levels are sequential: at 25 days without the first there is no second
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 10, channel: letter}
|       - {name: l2, at: 20, channel: letter}
|       - {name: l3, at: 30, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-26
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> work.finish --work W1-1-1 --outcome done
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l2,…

== C4.05 at least ten days between two levels
on 2012-01-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 10
|     steps:
|       - {name: l1, at: 10, channel: letter}
|       - {name: l2, at: 11, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2012-01-01
on 2012-02-01
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> work.finish --work W1-1-1 --outcome done
on 2012-02-05
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2012-02-11
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l2,…
on 2012-02-20
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l2,…

== C4.07 a debt in euros, seen in Swiss francs at 1.5
on 2026-03-01
>> init --currency CHF
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --currency EUR
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-02-20 --issued-on 2026-01-20
>> rate.set --from EUR --to CHF --rate 1.5 --on 2026-01-01
> show aging --in CHF --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,150.00,0.00,0.00,0.00,0.00,150.00,CHF

== C4.09 levels out of order are told when the policy is checked
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 20, channel: letter}
|       - {name: l2, at: 10, channel: letter}
|     finally: {every: 365, action: Review.}
> policy check p.yaml
…
p.yaml:9:9: warning: step 'l2' at 10 comes after 'l1' at 20 and so never at its own day; put the steps in the order of their days
…

== C4.11 the last level is the decision to write off: it comes only when the level before is done
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 10, channel: letter}
|       - {name: l2, at: 20, channel: letter, escalate: true, action: "Write off?"}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-21
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> work.finish --work W1-1-1 --outcome done
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l2,letter,Write off?,…
>> work.finish --work W1-1-2 --outcome done
>> adjustment.post --account A1 --number 1 --kind write_off --amount 100 --reason uncollectible
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== C5.01 due today is not reminded
on 2026-03-31
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 10, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --terms-days 30
>> item.post --account A1 --number 1 --amount 100 --issued-on 2026-03-01
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not

== C5.03 a reminder that was made but not done does not count
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 5, channel: letter}
|       - {name: l2, at: 10, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-06
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
on 2026-03-20
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,…,levels,l1,1,100.00,due,levels 1,USD

== C5.05 finishing the same work twice sends nothing twice
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 3
|     steps:
|       - {name: l1, at: 5, channel: letter}
|       - {name: l2, at: 10, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-12
>> day
>> work.finish --work W1-1-1 --outcome done
> work.finish --work W1-1-1 --outcome done
recoup: work W1-1-1 is not due any more: it was finished, or the account changed
exit 1
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not

== C5.09 C5.13 paid, or credited: nothing is asked any more; the credit note cancelled: it is asked again
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 5, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-10
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> item.post --account A1 --number C1 --kind credit_note --amount 100 --apply-credit oldest
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
>> item.cancel --account A1 --number C1 --reason error
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…
>> payment.take --ref P1 --account A1 --amount 100
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not

== C5.11 only the instalment that is late is in the reminder
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 1, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number I-1 --amount 50 --due-on 2026-03-06 --issued-on 2026-03-01 --kind instalment
>> item.post --account A1 --number I-2 --amount 50 --due-on 2026-03-11 --issued-on 2026-03-01 --kind instalment
on 2026-03-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,letter,…,I-1,100.00,50.00,1,…,USD,allow,

== C5.15 only the principal is paid: interest and fee stay claimable
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 5, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
>> item.post --account A1 --number F1 --amount 10 --due-on 2026-03-16 --kind fee
>> item.post --account A1 --number Z1 --amount 0.41 --due-on 2026-03-16 --kind interest
on 2026-03-20
>> payment.take --ref P1 --account A1 --amount 100 --to '[{"number":"1"}]'
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,0.00,10.41,0.00,0.00,0.00,0.00,10.41,USD
on 2026-03-21
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…

== C5.17 a reminder 14 days before 31 March is due on 17 March
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: -14, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
on 2026-03-16
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-17
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…

== C5.19 a reminder seven days after the invoice, and one two days before it is due on 31 March
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l0, at: -23, channel: letter}
|       - {name: l1, at: -2, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-31
on 2026-03-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-08
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l0,…
>> work.finish --work W1-1-1 --outcome done
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,l0,2026-03-08,l1,2026-03-29,…
on 2026-03-28
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-29
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,l1,…

== C5.21 the day was not run on the day: it is caught up
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     gap: 0
|     steps:
|       - {name: l1, at: 7, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-03-01
on 2026-03-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-12
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…

== C5.23 five days of grace: strictly after them
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     grace: 5
|     steps:
|       - {name: l1, at: 1, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2026-01-10
on 2026-01-15
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-16
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,l1,…

== C5.25 only credits, or less than the minimum of 50: no reminder
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: levels
| segments:
|   - {name: all, treatment: levels}
| treatments:
|   - name: levels
|     threshold: 50
|     gap: 0
|     steps:
|       - {name: l1, at: 1, channel: letter}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number C1 --amount 100 --due-on 2026-03-01 --kind credit_note
>> debtor.open --ref D2 --name D2-name
>> account.open --ref A2 --debtor D2
>> item.post --account A2 --number 1 --amount 49.99 --due-on 2026-03-01
>> debtor.open --ref D3 --name D3-name
>> account.open --ref A3 --debtor D3
>> item.post --account A3 --number 1 --amount 50 --due-on 2026-03-01
on 2026-03-10
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W3-3-1,A3,D3,l1,…

== D1.01 D1.03 states at 30, 40 and 50 days after the earliest unpaid invoice
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, at: 30, channel: none}
|       - {name: od2, at: 40, channel: none}
|       - {name: od3, at: 50, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 249.95 --due-on 2012-05-31
on 2012-06-08
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
on 2012-06-16
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
on 2012-06-24
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
on 2012-07-10
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od2,2012-07-10,…
on 2012-07-16
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od2,2012-07-10,…
on 2012-07-18
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od2,2012-07-10,…

== D1.05 D1.07 pay everything: clear; charged back: the state is there again; put back: clear
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, at: 30, channel: none}
|       - {name: od2, at: 40, channel: none}
|       - {name: od3, at: 50, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 249.95 --due-on 2012-05-31
on 2012-07-01
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od1,2012-06-30,…
>> payment.take --ref P1 --account A1 --amount 249.95
> show accounts --where past_due>0 --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
on 2012-07-02
>> payment.reverse --ref P1 --reason chargeback
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od1,…
>> payment.reinstate --ref P1 --reason won
> show accounts --where past_due>0 --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency

== D1.09 states by the number of unpaid invoices: 2, 3, 5
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, channel: none, when: open_count >= 2}
|       - {name: od2, channel: none, when: open_count >= 3}
|       - {name: od3, channel: none, when: open_count >= 5}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> day
>> item.post --account A1 --number 1 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
>> item.post --account A1 --number 2 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od1,…
>> item.post --account A1 --number 3 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od2,…
>> item.post --account A1 --number 4 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od2,…
>> item.post --account A1 --number 5 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od3,…
>> payment.take --ref P1 --account A1 --amount 500
> show accounts --where past_due>0 --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency

== D1.11 an order that is not billed is never overdue
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, at: 30, channel: none}
|       - {name: od2, at: 40, channel: none}
|       - {name: od3, at: 50, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 10 --due-on 2012-05-31 --kind order
on 2012-12-31
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency

== D1.13 a hold takes the account out; lifted, it is back; placed again, out
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, at: 5, channel: none}
|       - {name: od2, at: 40, channel: none}
|       - {name: od3, at: 50, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2012-05-31
on 2012-06-10
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od1,…
>> hold.place --account A1 --kind manual --reason off
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
on 2012-06-11
>> hold.lift --hold 1 --reason on
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,od1,…
>> hold.place --account A1 --kind manual --reason off
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…

== D1.15 the age is that of the earliest invoice still unpaid
# the peer counts from an invoice that was paid
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: warning, at: 5, channel: none}
|       - {name: blocked, at: 7, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2012-05-31
>> item.post --account A1 --number 2 --amount 500 --due-on 2012-05-31
on 2012-06-02
>> day
>> item.post --account A1 --number 3 --amount 700 --due-on 2012-06-02
>> payment.take --ref P1 --account A1 --amount 600 --to '[{"number":"1"},{"number":"2"}]'
on 2012-06-03
>> item.post --account A1 --number 4 --amount 200 --due-on 2012-06-03
on 2012-06-06
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
on 2012-06-07
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,warning,2012-06-07,…
on 2012-06-09
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,blocked,2012-06-09,…
on 2012-06-10
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,blocked,…

== D1.17 a threshold of 100 on the balance: 0, 100, 200
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: over, channel: none, when: balance >= 100}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 0 --amount 0.01 --due-on 2012-05-01 --issued-on 2012-04-01
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,,,…
>> item.post --account A1 --number 1 --amount 99.99 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,over,…
>> item.post --account A1 --number 2 --amount 100 --due-on 2012-05-01 --issued-on 2012-04-01
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,…,all,states,over,…

== D1.19 unpaid 10 and 100: the sum, and the first as the earliest
on 2012-06-30
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: od1, at: 30, channel: none}
|       - {name: od2, at: 40, channel: none}
|       - {name: od3, at: 50, channel: none}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 10 --due-on 2012-06-01 --issued-on 2012-05-01
>> item.post --account A1 --number 2 --amount 100 --due-on 2012-06-10 --issued-on 2012-05-10
>> day
> show accounts --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
A1,D1,110.00,0.00,110.00,29,2,…

== D1.21 six days late: the step that stops the service is due
on 2012-05-31
>> init --currency USD
file p.yaml
| policy: overdue
| segments:
|   - {name: all, treatment: states}
| treatments:
|   - name: states
|     jump: true
|     steps:
|       - {name: cancel, at: 5, channel: task, action: Cancel the subscription.}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --due-on 2012-05-31
on 2012-06-06
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,cancel,task,Cancel the subscription.,…

== D2.01 a threshold of 50.99: 50 is not asked for, 51 is
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 50.99
|     steps:
|       - {name: ask, at: 1, channel: email}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 50 --due-on 2026-01-01
on 2026-01-03
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
>> item.post --account A1 --number 2 --amount 1 --due-on 2026-01-01
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,ask,…

== D2.03 every four days: not after three, again after four
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 1
|     steps:
|       - {name: ask, at: 1, channel: email, repeat: {every: 4, times: 9}}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 50 --due-on 2026-01-01
on 2026-01-03
>> day
>> work.finish --work W1-1-1 --outcome done
on 2026-01-06
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,ask,…

== D2.05 the account's own campaign wins over the house's
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 5
|     steps:
|       - {name: ask, at: 1, channel: email}
|     finally: {every: 365, action: Review.}
|   - name: own
|     threshold: 49.99
|     steps:
|       - {name: ask, at: 1, channel: email}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1 --treatment own
>> item.post --account A1 --number 1 --amount 50 --due-on 2026-01-01
>> debtor.open --ref D2 --name D2-name
>> account.open --ref A2 --debtor D2 --treatment own
>> item.post --account A2 --number 1 --amount 1 --due-on 2026-01-01
on 2026-01-03
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,ask,…

== D2.07 exactly the threshold of 99.00 is enough; 99.01 is not reached; dollars are another account
on 2026-01-01
>> init --currency EUR
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 99.00
|     steps:
|       - {name: ask, at: 1, channel: email}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 99 --due-on 2026-01-01
>> account.open --ref A2 --debtor D1 --currency USD
>> item.post --account A2 --number 1 --amount 10 --due-on 2026-01-01
on 2026-01-03
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,ask,…,99.00,99.00,…,EUR,allow,
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 99.01
|     steps:
|       - {name: ask, at: 1, channel: email}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not

== D2.09 threshold 150, every three days, at most twice
on 2026-01-01
>> init --currency USD
file p.yaml
| policy: campaign
| segments:
|   - {name: all, treatment: camp}
| treatments:
|   - name: camp
|     threshold: 150
|     steps:
|       - {name: ask, at: 1, channel: email, repeat: {every: 3, times: 2}}
|     finally: {every: 365, action: Review.}
>> policy.activate --file p.yaml --from 2000-01-01
>> debtor.open --ref D1 --name D1-name
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 149 --due-on 2026-01-03
>> item.post --account A1 --number 2 --amount 6 --due-on 2026-01-06
on 2026-01-04
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,ask,email,…,155.00,155.00,…
>> work.finish --work W1-1-1 --outcome done
on 2026-01-08
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-09
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-01-10
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-2,A1,D1,ask,…
>> work.finish --work W1-1-2 --outcome done
on 2026-01-13
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
