# The duties of those who decide how is collected: strategies and their versions, steps before the due date, priority,
# what is never left lying, who works what (docs/duties.md lists them by number).

== S7 a draft asks for nothing, nobody approves his own, and each day uses the version that lives on it
on 2026-03-01
>> init --currency USD
>> user.open --name mia --role manager
>> user.open --name max --role manager
>> user.open --name sam --role supervisor
file calls.yaml
| policy: house
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call_early, at: 3, channel: call, action: Call and ask.}
|     finally: {every: 30, action: Review.}
file letters.yaml
| policy: house
| segments:
|   - {name: everyone, treatment: letters}
| treatments:
|   - name: letters
|     steps:
|       - {name: letter_late, at: 10, channel: letter, action: Write.}
|     finally: {every: 30, action: Review.}
>> policy.activate --file calls.yaml --from 2026-01-01
>> debtor.open --ref D1 --name Acme
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 100 --issued-on 2026-01-20 --due-on 2026-02-19
>> day
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-02-22,calls,call_early,1,100.00,due,house 1,USD
> --actor sam policy draft letters.yaml --note "letters are cheaper"
{"name":"house","version":2,"sha256":"b7248ddcc008debb56908b71f421e642cc5826ddfbfa2e79de4413374ed012ed"}
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-02-22,calls,call_early,1,100.00,due,house 1,USD
> policy simulate house
Day 2026-03-01: the live policy house version 1 beside the draft house (nothing was written)
                                             live      draft     change
  accounts                                      1          1         +0
  held                                          0          0         +0
  minutes of work                               0          0         +0
  work due                                      1          1         +0
    calls/call_early                            1          0         -1
    letters/letter_late                         0          1         +1
  1 accounts decided otherwise: 0 newly due, 0 no longer due, 1 due for another step, 0 in another segment
  the first of them:
    A1                   everyone: calls/call_early due  ->  everyone: letters/letter_late due
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-02-22,calls,call_early,1,100.00,due,house 1,USD
> show journal --from 2026-03-01 --format csv
seq,at,actor,action,subject,digest,stream,on
1,2026-03-01T12:00:00+00:00,operator,debtor.open,D1,…,1,2026-03-01
2,2026-03-01T12:00:00+00:00,operator,account.open,A1,…,1,2026-03-01
3,2026-03-01T12:00:00+00:00,operator,item.post,A1,…,1,2026-03-01
1,2026-03-01T12:00:00+00:00,operator,book.init,book,…,64,2026-03-01
2,2026-03-01T12:00:00+00:00,operator,policy.activate,commercial,…,64,2026-03-01
3,2026-03-01T12:00:00+00:00,operator,user.open,mia,…,64,2026-03-01
4,2026-03-01T12:00:00+00:00,operator,user.open,max,…,64,2026-03-01
5,2026-03-01T12:00:00+00:00,operator,user.open,sam,…,64,2026-03-01
6,2026-03-01T12:00:00+00:00,operator,policy.activate,house,…,64,2026-03-01
7,2026-03-01T12:00:00+00:00,operator,day.run,2026-03-01,…,64,2026-03-01
8,2026-03-01T12:00:00+00:00,sam,policy.draft,house,…,64,2026-03-01
> policy activate house --version 2 --from 2026-03-05
recoup: policy house version 2 is not approved; another person than sam does that with: recoup do policy.approve
exit 1
> --actor sam policy approve house
recoup: sam is a supervisor, who lacks the permit approve; it belongs to: manager
exit 1
> --actor mia policy approve house --note "tried on the book first"
{"name":"house","version":2,"sha256":"b7248ddcc008debb56908b71f421e642cc5826ddfbfa2e79de4413374ed012ed"}
> --actor mia policy activate house --version 2 --from 2026-03-05
{"name":"house","version":2,"sha256":"b7248ddcc008debb56908b71f421e642cc5826ddfbfa2e79de4413374ed012ed","from":"2026-03-05"}
on 2026-03-04
>> day
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-02-22,calls,call_early,1,100.00,due,house 1,USD
on 2026-03-05
>> day
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-03-01,letters,letter_late,1,100.00,due,house 2,USD
> show worklist --as-of 2026-03-04 --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call_early,call,Call and ask.,0,dpd 13 >= 3 (step call_early); segment everyone: always,1,100.00,100.00,13,2026-04-03,USD,allow,
> --actor mia policy rollback --note "the calls were better" --from 2026-03-06
{"name":"house","version":1,"sha256":"20e7093d5a85718eecc85d82923251d6a3ad32655dd45ccb59311b322f817558","from":"2026-03-06"}
on 2026-03-06
>> day
> show steps --account A1 --format csv
account,on,treatment,step,numbers,amount,state,policy,currency
A1,2026-02-22,calls,call_early,1,100.00,due,house 1,USD

== S7 a manager who wrote a draft cannot approve it himself
on 2026-03-01
>> init --currency USD
>> user.open --name mia --role manager
>> user.open --name max --role manager
file p.yaml
| policy: house
| extends: commercial
| overlooked_days: 14
>> --actor mia policy draft p.yaml
> --actor mia policy approve house
recoup: mia wrote policy house; another person must approve it
exit 1
> --actor max policy approve house
{"name":"house","version":1,"sha256":"8d98abf9ef129f126ce2ae4328a93f0a61549530040929f683274c9489feb7b9"}

== S10 five days before the due date a risky debtor has a task, a good one has none
on 2026-03-01
>> init --currency USD
file p.yaml
| policy: early
| score:
|   base: 100
|   points:
|     - {name: broken, value: broken_12m, bands: {0: 0, 1: 300}}
| segments:
|   - {name: risky, when: score >= 400, treatment: early}
|   - {name: everyone, treatment: usual}
| treatments:
|   - name: early
|     steps:
|       - {name: ask_before, before_due: 5, channel: task, action: Was the invoice received?}
|       - {name: call, at: 2, channel: call}
|   - name: usual
|     steps:
|       - {name: call, at: 10, channel: call}
>> policy.activate --file p.yaml --from 2025-01-01
>> debtor.open --ref RISKY --name Risky
>> account.open --ref R --debtor RISKY
>> debtor.open --ref GOOD --name Good
>> account.open --ref G --debtor GOOD
# Risky promised 50 for 20 February and did not pay: one broken promise, 100 + 300 = 400 points. Good has 100.
>> item.post --account R --number 0 --amount 50 --issued-on 2026-01-10 --due-on 2026-02-10 --on 2026-01-10
>> promise.record --account R --amount 50 --due-on 2026-02-20 --on 2026-02-11
>> payment.take --ref P0 --account R --amount 50 --on 2026-02-27
>> item.post --account R --number 1 --amount 100 --issued-on 2026-02-10 --due-on 2026-03-12
>> item.post --account G --number 1 --amount 100 --issued-on 2026-02-10 --due-on 2026-03-12
on 2026-03-06
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
on 2026-03-07
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,R,RISKY,ask_before,task,Was the invoice received?,0,"due in 5 days, on 2026-03-12 (step ask_before, from 5 days before); segment risky: score 400 >= 400 yes",1,100.00,0.00,0,2026-03-14,USD,,
> show accounts --where 'score >= 400' --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
R,RISKY,100.00,100.00,0.00,0,1,0.00,0.00,0.00,risky,early,ask_before,2026-03-07,call,2026-03-14,,0,17.00,USD
> show accounts --where 'score < 400' --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
G,GOOD,100.00,100.00,0.00,0,1,0.00,0.00,0.00,everyone,usual,,,call,2026-03-22,,0,,USD

== S33 the order of the work is told by its parts, is the same twice, and moves only where its part moved
on 2026-03-31
>> init --currency USD
file p.yaml
| policy: ranked
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 1, channel: call}
| priority:
|   - {name: amount, points: number(chase) / 100, max: 50}
|   - {name: age, points: dpd, max: 50}
|   - {name: broken, points: broken_12m * 10, max: 20}
>> policy.activate --file p.yaml --from 2025-01-01
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
>> debtor.open --ref D2 --name Two
>> account.open --ref A2 --debtor D2
>> debtor.open --ref D3 --name Three
>> account.open --ref A3 --debtor D3
# amount + age: 1,000/100 + 20 = 30; 3,000/100 + 5 = 35; 9,000/100 clipped to 50, and 2 = 52.
>> item.post --account A1 --number 1 --amount 1000 --issued-on 2026-02-01 --due-on 2026-03-11
>> item.post --account A2 --number 1 --amount 3000 --issued-on 2026-02-01 --due-on 2026-03-26
>> item.post --account A3 --number 1 --amount 9000 --issued-on 2026-02-01 --due-on 2026-03-29
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W3-3-1,A3,D3,call,call,Call the debtor,52,dpd 2 >= 1 (step call); segment everyone: always; priority 52 = amount 50 + age 2,1,9000.00,9000.00,2,2026-04-30,USD,allow,
2,W2-2-1,A2,D2,call,call,Call the debtor,35,dpd 5 >= 1 (step call); segment everyone: always; priority 35 = amount 30 + age 5,1,3000.00,3000.00,5,2026-04-30,USD,allow,
3,W1-1-1,A1,D1,call,call,Call the debtor,30,dpd 20 >= 1 (step call); segment everyone: always; priority 30 = amount 10 + age 20,1,1000.00,1000.00,20,2026-04-30,USD,allow,
>> day --rebuild
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W3-3-1,A3,D3,call,call,Call the debtor,52,dpd 2 >= 1 (step call); segment everyone: always; priority 52 = amount 50 + age 2,1,9000.00,9000.00,2,2026-04-30,USD,allow,
2,W2-2-1,A2,D2,call,call,Call the debtor,35,dpd 5 >= 1 (step call); segment everyone: always; priority 35 = amount 30 + age 5,1,3000.00,3000.00,5,2026-04-30,USD,allow,
3,W1-1-1,A1,D1,call,call,Call the debtor,30,dpd 20 >= 1 (step call); segment everyone: always; priority 30 = amount 10 + age 20,1,1000.00,1000.00,20,2026-04-30,USD,allow,
# A payment of 2,500 to the second: 500/100 + 5 = 10; nothing else moves.
>> payment.take --ref P2 --account A2 --amount 2500
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W3-3-1,A3,D3,call,call,Call the debtor,52,dpd 2 >= 1 (step call); segment everyone: always; priority 52 = amount 50 + age 2,1,9000.00,9000.00,2,2026-04-30,USD,allow,
2,W1-1-1,A1,D1,call,call,Call the debtor,30,dpd 20 >= 1 (step call); segment everyone: always; priority 30 = amount 10 + age 20,1,1000.00,1000.00,20,2026-04-30,USD,allow,
3,W2-2-1,A2,D2,call,call,Call the debtor,10,dpd 5 >= 1 (step call); segment everyone: always; priority 10 = amount 5 + age 5,1,500.00,500.00,5,2026-04-30,USD,allow,

== S40 a limit that changes from a day on changes what is decided from that day on only
on 2026-03-01
>> init --currency USD
file low.yaml
| policy: house
| defaults: {threshold: 50}
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 1, channel: call}
file high.yaml
| policy: house
| defaults: {threshold: 80}
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 1, channel: call}
>> policy.activate --file low.yaml --from 2026-01-01
>> policy.activate --file high.yaml --from 2026-03-10
>> debtor.open --ref D1 --name Acme
>> account.open --ref A1 --debtor D1
>> item.post --account A1 --number 1 --amount 60 --issued-on 2026-01-20 --due-on 2026-02-19
on 2026-03-09
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call,call,Call the debtor,0,dpd 18 >= 1 (step call); segment everyone: always,1,60.00,60.00,18,2026-04-08,USD,allow,
on 2026-03-10
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
> show worklist --as-of 2026-03-09 --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call,call,Call the debtor,0,dpd 18 >= 1 (step call); segment everyone: always,1,60.00,60.00,18,2026-04-08,USD,allow,

== S59 after the day nothing past due is without a next action
on 2026-03-31
>> init --currency USD
>> debtor.open --ref D1 --name One
>> account.open --ref DUE --debtor D1
>> debtor.open --ref D2 --name Two
>> account.open --ref HELD --debtor D2
>> debtor.open --ref D3 --name Three
>> account.open --ref DONE --debtor D3
>> debtor.open --ref D4 --name Four
>> account.open --ref DISPUTED --debtor D4
>> debtor.open --ref D5 --name Five
>> account.open --ref PROMISED --debtor D5
>> debtor.open --ref D6 --name Six
>> account.open --ref OLD --debtor D6
>> item.post --account DUE --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account HELD --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account DONE --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account DISPUTED --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account PROMISED --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account OLD --number 1 --amount 1000 --issued-on 2024-01-01 --due-on 2024-02-01
>> hold.place --account HELD --kind manual --reason "the owner asked for time"
>> dispute.open --account DISPUTED --items '[{"number":"1"}]' --reason price
>> promise.record --account PROMISED --amount 1000 --due-on 2026-04-10
>> day
> show no_next_action --format csv
account,debtor,balance,past_due,dpd,owner,treatment,step,why,currency
> show accounts --where 'past_due > 0' --format csv
ref,debtor,balance,not_due,past_due,oldest_dpd,open_count,unapplied,disputed,promised,segment,treatment,step,step_since,next_step,next_on,holds,priority,avg_days_late,currency
DUE,D1,1000.00,0.00,1000.00,30,1,0.00,0.00,0.00,standard,standard,first_call,2026-03-13,second_reminder,2026-04-05,,112,,USD
HELD,D2,1000.00,0.00,1000.00,30,1,0.00,0.00,0.00,standard,standard,,,courtesy,,manual,112,,USD
DONE,D3,1000.00,0.00,1000.00,30,1,0.00,0.00,0.00,standard,standard,first_call,2026-03-13,second_reminder,2026-04-05,,112,,USD
DISPUTED,D4,1000.00,0.00,1000.00,30,1,0.00,1000.00,0.00,standard,standard,,,courtesy,,dispute,100,,USD
PROMISED,D5,1000.00,0.00,1000.00,30,1,0.00,0.00,1000.00,standard,standard,,,courtesy,2026-04-11,promise,112,,USD
OLD,D6,1000.00,0.00,1000.00,789,1,0.00,0.00,0.00,standard,standard,first_call,2024-02-13,second_reminder,2026-04-05,,142,,USD

== S61 untouched too long, an account comes back at the top with the reason overlooked
on 2026-03-29
>> init --currency USD
file p.yaml
| policy: watch
| extends: commercial
| overlooked_days: 14
>> policy.activate --file p.yaml --from 2025-01-01
>> debtor.open --ref D1 --name One
>> account.open --ref A1 --debtor D1
>> debtor.open --ref D2 --name Two
>> account.open --ref A2 --debtor D2
>> item.post --account A1 --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> item.post --account A2 --number 1 --amount 1000 --issued-on 2026-01-01 --due-on 2026-03-01
>> contact.log --account A1 --channel call --direction out --at 2026-03-20T10:00:00Z --outcome no_answer
>> contact.log --account A2 --channel call --direction out --at 2026-03-10T10:00:00Z --outcome no_answer
on 2026-03-30
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,first_call,call,"Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.",12,step first_reminder passed over: not has_email yes; dpd 29 >= 12 (step first_call); segment standard: always; priority 12 = amount 2 + age 10,1,1000.00,1000.00,29,2026-04-04,USD,allow,
2,W2-2-1,A2,D2,first_call,call,"Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.",12,step first_reminder passed over: not has_email yes; dpd 29 >= 12 (step first_call); segment standard: always; priority 12 = amount 2 + age 10,1,1000.00,1000.00,29,2026-04-04,USD,allow,
on 2026-03-31
>> day
# 31 March - 10 March = 21 days, 31 - 20 = 11
> show overlooked --format csv
account,debtor,balance,past_due,dpd,owner,treatment,step,why,currency,touched_on,days
A2,D2,1000.00,1000.00,30,,standard,first_call,step first_reminder passed over: not has_email yes; dpd 30 >= 12 (step first_call); segment standard: always; priority 112 = amount 2 + age 10 + overlooked 100,USD,2026-03-10,21
> show overlooked --days 11 --format csv
account,debtor,balance,past_due,dpd,owner,treatment,step,why,currency,touched_on,days
A1,D1,1000.00,1000.00,30,,standard,first_call,step first_reminder passed over: not has_email yes; dpd 30 >= 12 (step first_call); segment standard: always; priority 12 = amount 2 + age 10,USD,2026-03-20,11
A2,D2,1000.00,1000.00,30,,standard,first_call,step first_reminder passed over: not has_email yes; dpd 30 >= 12 (step first_call); segment standard: always; priority 112 = amount 2 + age 10 + overlooked 100,USD,2026-03-10,21
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W2-2-1,A2,D2,first_call,call,"Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.",112,step first_reminder passed over: not has_email yes; dpd 30 >= 12 (step first_call); segment standard: always; priority 112 = amount 2 + age 10 + overlooked 100,1,1000.00,1000.00,30,2026-04-05,USD,allow,
2,W1-1-1,A1,D1,first_call,call,"Call accounts payable: is the invoice approved, and on what day will it be paid? Note the day as a promise.",12,step first_reminder passed over: not has_email yes; dpd 30 >= 12 (step first_call); segment standard: always; priority 12 = amount 2 + age 10,1,1000.00,1000.00,30,2026-04-05,USD,allow,
