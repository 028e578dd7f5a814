# The duties about contacts: who may be contacted, when, how and why not (docs/duties.md lists them by number).

== S3 one debtor, one conversation: who holds it, and a quiet window across channels
on 2026-06-01
>> init --currency USD
>> user.open --name mia --role collector
>> user.open --name max --role collector
file house.yaml
| policy: house
| contacts: {quiet_minutes: 60}
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 3, channel: call, action: Call and ask.}
|     finally: {every: 30, action: Review.}
>> policy.activate --file house.yaml --from 2026-01-01
>> debtor.open --ref D1 --name Acme --kind business --country US --region NY
>> account.open --ref A1 --debtor D1
at 2026-06-01T14:00:00Z
>> --actor mia do conversation.take --account A1
> --actor max do conversation.take --account A1
…mia is speaking with this debtor since 2026-06-01T14:00:00Z (until 2026-06-01T14:15:00Z at the latest); wait for it to end, or ask for it to be released
exit 1
> show conversations --format csv
debtor,holder,since,until
D1,mia,2026-06-01T14:00:00+00:00,2026-06-01T14:15:00+00:00
> --actor max do contact.log --account A1 --channel email --outcome sent
…mia is speaking with this debtor since…
exit 1
>> --actor mia do contact.log --account A1 --channel call --outcome reached
>> --actor mia do conversation.release --account A1
at 2026-06-01T14:20:00Z
> --actor max do contact.log --account A1 --channel email --outcome sent
…the gate denies it: PACING (R27, …): too soon after the last contact; allowed from 2026-06-01T11:00:00-04:00…
exit 1
> --actor max do contact.ask --account A1 --channel email
{"outcome":"deny","codes":["PACING"],…
>> --actor max do contact.log --account A1 --channel email --outcome sent --reason "he asked for the invoice by mail"
at 2026-06-01T15:30:00Z
>> --actor max do contact.log --account A1 --channel email --outcome sent

== S13 S32 a denial names rule, citation and the day it ends; it stays in the log; the rule is told in plain words
on 2026-06-01
>> init --currency USD --time-zone America/New_York --policy consumer-us
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> item.post --account A1 --number 1 --amount 900 --issued-on 2026-01-01 --due-on 2026-02-01
at 2026-06-01T16:00:00Z
>> contact.log --account A1 --channel call --at 2026-06-01T11:30:00-04:00 --outcome reached --done disclosure_18e1
> contact.log --account A1 --channel call --outcome reached
…the gate denies it: FREQ_AFTER_CONVERSATION (R24, 12 CFR 1006.14(b)(2)(i)(B)): within seven dates of a conversation about the debt; allowed from 2026-06-08; …
exit 1
> show verdicts --account A1 --rule R24 --format jsonl
{"verdict":2,…"stage":"sending",…"outcome":"deny","codes":["FREQ_AFTER_CONVERSATION"],"rules":["R24"],"cites":["12 CFR 1006.14(b)(2)(i)(B)"],…"next_allowed":"2026-06-08",…contact 1…
> help gate R24
R24 seven days after a conversation

After a conversation no call on that day and the six that follow.

  where     US
  kind      law, read
  citation  12 CFR 1006.14(b)(2)(i)(B)
  more      docs/gate.md, section "The rules"
>> contact.log --account A1 --channel call --outcome reached --breach "the dialer was still running"
> show breaches --format csv
contact,account,debtor,at,channel,actor,breach,verdict,codes,rules,requires
2,A1,D1,2026-06-01T12:00:00-04:00,call,operator,the dialer was still running,3,FREQ_AFTER_CONVERSATION,R24,

== S46 the same action on two debtors in different states is answered differently, with the rules
on 2026-06-01
>> init --currency USD --time-zone America/New_York --policy consumer-us
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region MA --time-zone America/New_York --phone +16175550100
>> debtor.open --ref D2 --name "John Poe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550101
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> account.open --ref A2 --debtor D2 --creditor AG --kind consumer
at 2026-06-01T16:00:00Z
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-05-29T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-05-30T12:00:00-04:00
>> contact.log --account A2 --channel call --outcome no_answer --at 2026-05-29T12:00:00-04:00
>> contact.log --account A2 --channel call --outcome no_answer --at 2026-05-30T12:00:00-04:00
> contact.ask --account A1 --channel call
{"outcome":"deny","codes":["MA_2IN7"],…
> contact.ask --account A2 --channel call
{"outcome":"require",…

== S50 the eighth call in seven days is denied; a call after a conversation is denied; what comes in does not count
on 2026-06-08
>> init --currency USD --time-zone America/New_York --policy consumer-us
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
at 2026-06-08T16:00:00Z
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-02T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-03T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-04T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-05T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-06T12:00:00-04:00
>> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-07T12:00:00-04:00
>> contact.log --account A1 --channel call --direction in --outcome other --at 2026-06-07T13:00:00-04:00
> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-08T09:00:00-04:00
{"contact":8,…
> contact.log --account A1 --channel call --outcome no_answer --at 2026-06-08T10:00:00-04:00
…FREQ_7IN7 (R23, 12 CFR 1006.14(b)(2)(i)(A))…allowed from 2026-06-09…
exit 1

== S58 all channels share one log and one gate; an appointment is in the calendar, and is followed up
on 2026-06-01
>> init --currency USD --policy commercial
>> debtor.open --ref D1 --name Acme --kind business --country US --region NY
>> account.open --ref A1 --debtor D1
>> contact.log --account A1 --channel call --outcome reached
>> contact.log --account A1 --channel email --outcome sent
>> contact.log --account A1 --channel sms --outcome sent
>> contact.log --account A1 --channel letter --outcome sent
> contact.log --account A1 --channel visit --outcome appointment --appointment 2026-06-10T09:30:00Z --note "at his works"
{"contact":5,"account":"A1","next_on":"2026-06-10","verdict":5}
> show calendar --format csv
on,at,account,debtor,channel,actor,note,contact
2026-06-10,2026-06-10T09:30:00Z,A1,D1,visit,operator,at his works,5

== S136 a bankruptcy stops the contacts the same second, and the step of the day with them
on 2026-06-01
>> init --currency USD --time-zone America/New_York
file house.yaml
| policy: house
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 3, channel: call, action: Call and ask.}
|     finally: {every: 30, action: Review.}
>> policy.activate --file house.yaml --from 2026-01-01
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> item.post --account A1 --number 1 --amount 900 --issued-on 2026-01-01 --due-on 2026-02-01
at 2026-06-01T16:00:00Z
>> day
> contact.ask --account A1 --channel call
{"outcome":"require",…
>> status.set --debtor D1 --type bankruptcy --chapter 7 --filed 2026-06-01T15:59:00Z
> contact.ask --account A1 --channel call
{"outcome":"deny","codes":["STAY"],…
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call,call,Call and ask.,…,deny STAY,…R55…

== an override needs another user, a ground of the rule book and an end; its use is counted
on 2026-06-01
>> init --currency USD --time-zone America/New_York --policy consumer-us
>> user.open --name mia --role collector
>> user.open --name sam --role supervisor
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
at 2026-06-01T16:00:00Z
>> contact.log --account A1 --channel call --at 2026-06-01T10:00:00-04:00 --outcome reached --disclosures 18e1
> --actor mia do override.grant --account A1 --rule R24 --ground information_request --reason "he wants the balance" --evidence "call 1" --asked-by mia --until 2026-06-02T16:00:00Z
…permit override…
exit 1
> --actor sam do override.grant --account A1 --rule R24 --ground house --reason "he wants the balance" --evidence "call 1" --asked-by mia --until 2026-06-02T16:00:00Z
…ground is house; R23 and R24 give way only to…
exit 1
> --actor sam do override.grant --account A1 --rule R24 --ground information_request --reason "he wants the balance" --evidence "call 1" --asked-by sam --until 2026-06-02T16:00:00Z
…nobody approves his own override…
exit 1
> --actor mia do contact.log --account A1 --channel call --purpose answer_information_request --outcome reached
…it needs an override that somebody else approves…
exit 1
>> --actor sam do override.grant --account A1 --rule R24 --ground information_request --reason "he wants the balance" --evidence "call 1" --asked-by mia --until 2026-06-02T16:00:00Z
>> --actor mia do contact.log --account A1 --channel call --purpose answer_information_request --outcome reached
> show overrides --format csv
override,account,rule,ground,reason,evidence,asked_by,approver,from,until,state,uses,used_by,last_used,recurrence
1,A1,R24,information_request,he wants the balance,call 1,mia,sam,…,live,1,mia,…
> --actor sam do override.end --override 1
{"override":1,…

== what the gate requires must be said to be done; it is kept with the contact and its verdict
on 2026-06-01
>> init --currency USD --time-zone America/New_York --policy consumer-us
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
at 2026-06-01T16:00:00Z
# Nobody took the call: nothing could be said.
> contact.log --account A1 --channel call --outcome no_answer --at 2026-05-30T12:00:00-04:00
{"contact":1,"account":"A1","verdict":1}
> contact.log --account A1 --channel call --outcome reached
recoup: the gate requires disclosure_18e1 (R31, 12 CFR 1006.18(e), (f)): the first disclosure: …; when it is said or done, say so in done: disclosure_18e1
exit 1
# A word that is not the required one does not do.
> contact.log --account A1 --channel call --outcome reached --done disclosure_18e2
recoup: the gate requires disclosure_18e1 …
exit 1
> show contacts --where "outcome = 'reached'" --format csv
contact,account,debtor,on,at,channel,direction,outcome,seconds,number,actor,next_on,verdict,breach,disclosures,done,note
> show history --subject A1 --where "action = 'contact.refused' and field = 'requires'" --format csv
at,actor,action,subject,on,field,before,after,why
…,contact.refused,A1,2026-06-01,requires,,disclosure_18e1,
…,contact.refused,A1,2026-06-01,requires,,disclosure_18e1,
> contact.log --account A1 --channel call --outcome reached --done disclosure_18e1
{"contact":2,"account":"A1","verdict":4,"requires":["validation_info_within_5_days:2026-06-06"]}
> show contacts --where "outcome = 'reached'" --format csv
contact,account,debtor,on,at,channel,direction,outcome,seconds,number,actor,next_on,verdict,breach,disclosures,done,note
2,A1,D1,2026-06-01,2026-06-01T12:00:00-04:00,call,out,reached,0,,operator,,4,,,disclosure_18e1,
> show verdicts --where "verdict = 4" --format jsonl
{"verdict":4,…"outcome":"require",…\"done\":\"disclosure_18e1\"…
# A limited-content message must be one, and starts nothing.
>> debtor.open --ref D3 --name "Ann Doe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550102
>> account.open --ref A3 --debtor D3 --creditor AG --kind consumer
>> account.open --ref A4 --debtor D3 --creditor AG --kind consumer
> contact.log --account A3 --channel call --outcome limited_message --content business_name_neutral,states_debt
recoup: the gate denies it: NOT_LCM (R5, 12 CFR 1006.2(j)): not a limited-content message: only a voicemail for the consumer with the four required items and nothing but the permitted ones is; recoup help R5 prints the rule
exit 1
> contact.log --account A3 --channel call --outcome limited_message
{"contact":3,"account":"A3","verdict":6}
# A message that came in counts to each debt it names.
> contact.log --account A3 --debts A4 --direction in --channel call --outcome reached --note "I pay on Friday"
{"contact":4,"account":"A3","verdict":0}
> contact.ask --account A4 --channel call
{"outcome":"deny","codes":["FREQ_AFTER_CONVERSATION"],"rules":["R24 12 CFR 1006.14(b)(2)(i)(B)"],"why":"FREQ_AFTER_CONVERSATION (R24, 12 CFR 1006.14(b)(2)(i)(B)): within seven dates of a conversation about the debt","next_allowed":"2026-06-08","verdict":7}
# It was not said: the contact is a breach, and what was left out stands beside it.
>> debtor.open --ref D2 --name "John Poe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550101
>> account.open --ref A2 --debtor D2 --creditor AG --kind consumer
> contact.log --account A2 --channel call --outcome reached --breach "he hung up first"
{"contact":5,"account":"A2","verdict":8,"requires":["disclosure_18e1","validation_info_within_5_days:2026-06-06"]}
> show breaches --format csv
contact,account,debtor,at,channel,actor,breach,verdict,codes,rules,requires
5,A2,D2,2026-06-01T12:00:00-04:00,call,operator,he hung up first,8,,"R31, R40","disclosure_18e1, validation_info_within_5_days:2026-06-06"

== a step of the day that an approved override lets pass is not planned as barred
on 2026-06-01
>> init --currency USD --time-zone America/New_York
file house.yaml
| policy: house
| segments:
|   - {name: everyone, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 3, channel: call, action: Call and ask.}
|     finally: {every: 30, action: Review.}
>> policy.activate --file house.yaml --from 2026-01-01
>> user.open --name mia --role collector
>> user.open --name sam --role supervisor
>> creditor.open --ref AG --name Client --role third_party --country US
>> debtor.open --ref D1 --name "Jane Roe" --kind person --country US --region NJ --time-zone America/New_York --phone +12015550100
>> account.open --ref A1 --debtor D1 --creditor AG --kind consumer
>> account.open --ref A2 --debtor D1 --creditor AG --kind consumer
>> item.post --account A1 --number 1 --amount 900 --issued-on 2026-01-01 --due-on 2026-02-01
>> item.post --account A2 --number 1 --amount 500 --issued-on 2026-01-01 --due-on 2026-02-01
>> notice.send --account A1 --type validation_notice --at 2026-02-10T12:00:00-05:00
>> notice.send --account A2 --type validation_notice --at 2026-02-10T12:00:00-05:00
at 2026-06-01T15:00:00Z
>> contact.log --account A1 --channel call --debts A1,A2 --at 2026-06-01T10:00:00-04:00 --outcome reached --disclosures 18e2
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
> --actor sam do override.grant --account A1 --rule R24 --ground information_request --reason "he wants the balance" --evidence "call 1" --asked-by mia --until 2026-06-03T16:00:00Z
{"override":1,…
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call,call,Call and ask.,0,"dpd 120 >= 3 (step call); segment everyone: always; override 1 lets it pass (R24, information_request, until 2026-06-03T12:00:00-04:00, approved by sam): log it with --purpose answer_information_request",1,900.00,900.00,120,2026-07-01,USD,allow,
> show verdicts --account A1 --where "stage = 'planned'" --format csv
verdict,account,debtor,at,stage,channel,number,outcome,codes,rules,cites,requires,next_allowed,override,actor,recorded,rulebook,tz_database,policy,proof
3,A1,D1,2026-06-01T12:00:00-04:00,planned,call,,deny,FREQ_AFTER_CONVERSATION,R24,12 CFR 1006.14(b)(2)(i)(B),,2026-06-08,,operator,…
5,A1,D1,2026-06-01T12:00:00-04:00,planned,call,,allow,,R24,12 CFR 1006.14(b)(2)(i)(B),,,1,sam,…
at 2026-06-02T15:00:00Z
>> day
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
1,W1-1-1,A1,D1,call,call,Call and ask.,0,"dpd 121 >= 3 (step call); segment everyone: always; override 1 lets it pass (R24, information_request, until 2026-06-03T12:00:00-04:00, approved by sam): log it with --purpose answer_information_request",1,900.00,900.00,121,2026-07-02,USD,allow,
> show worklist --limit 5 --format jsonl
…always; override 1 lets it pass (R24, information_request, until 2026-06-03T12:00:00-04:00, approved by sam): log it with --purpose answer_information_request"…
> why A1
…
  Gate
    the gate lets it pass
    override 1 lets it pass (R24, information_request, until 2026-06-03T12:00:00-04:00, approved by sam): log it with --purpose answer_information_request
…
> verify
…
the book is sound
> --actor sam do override.end --override 1
{"override":1,…
> show worklist --format csv
rank,work,account,debtor,step,channel,action,priority,reason,numbers,balance,past_due,dpd,next_on,currency,gate,why_not
