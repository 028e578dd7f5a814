== S136: a bankruptcy stops contact the second it is typed in, and puts its dates on the calendar
at 2026-05-13T10:04:30-04:00
>> init --currency USD --time-zone America/New_York
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region OH --phone "+1 614 555 0100"
>> account.open --ref A1 --debtor D1 --kind consumer --currency USD
> status.set --debtor D1 --type bankruptcy --chapter 7
recoup: filed is needed with bankruptcy
exit 1
> status.set --debtor D1 --type bankruptcy --chapter 7 --filed 2026-05-10T12:00:00-04:00
{"fact":1,"debtor":"D1","type":"bankruptcy","from":"2026-05-13T14:04:30Z"}
> show statuses --format csv
fact,debtor,account,status,subject,stands,chapter,name,next_on,next,bar_date,from,until,ended,state,by,currency
1,D1,,bankruptcy,,open,7,,2026-07-20,last day for the proof of claim,2026-07-20,2026-05-13T10:04:30-04:00,,,live,operator,USD
# The court dismissed the case: the entry before stays, with both its times.
at 2026-06-01T10:00:00-04:00
> status.set --debtor D1 --type bankruptcy --chapter 7 --filed 2026-05-10T12:00:00-04:00 --status dismissed --dismissed 2026-05-29
{"fact":2,"debtor":"D1","type":"bankruptcy","from":"2026-06-01T14:00:00Z"}
> show statuses --format csv --state all
fact,debtor,account,status,subject,stands,chapter,name,next_on,next,bar_date,from,until,ended,state,by,currency
1,D1,,bankruptcy,,open,7,,,,2026-07-20,2026-05-13T10:04:30-04:00,,2026-06-01T10:00:00-04:00,ended,operator,USD
2,D1,,bankruptcy,,dismissed,7,,,,,2026-06-01T10:00:00-04:00,,,live,operator,USD
> --as-of 2026-05-20 show statuses --format csv
fact,debtor,account,status,subject,stands,chapter,name,next_on,next,bar_date,from,until,ended,state,by,currency
1,D1,,bankruptcy,,open,7,,2026-07-20,last day for the proof of claim,2026-07-20,2026-05-13T10:04:30-04:00,,,live,operator,USD
> show statuses --format csv --known 2026-05-13T12:00:00-04:00
fact,debtor,account,status,subject,stands,chapter,name,next_on,next,bar_date,from,until,ended,state,by,currency
1,D1,,bankruptcy,,open,7,,2026-07-20,last day for the proof of claim,2026-07-20,2026-05-13T10:04:30-04:00,,,live,operator,USD
> status.end --fact 1
recoup: the status 1 has ended already
exit 1
> status.end --fact 2
{"fact":2,"type":"bankruptcy","from":"2026-06-01T14:00:00Z"}
> show statuses --format csv
fact,debtor,account,status,subject,stands,chapter,name,next_on,next,bar_date,from,until,ended,state,by,currency
> verify
journal: 7 entries in 65 chains, 0 sealed days
money: 1 accounts, 0 items, 0 payments, 0 allocations
  USD: items 0.00, open of them 0.00; payments 0.00 = applied 0.00 + unapplied 0.00 + returned 0.00
references: 1 debtors, 1 accounts, 0 payments found by name
habits: 0 recounted
derived rows: no day was run yet
… seconds
the book is sound

== what people tell us: wishes, consents, notices; each is taken back by an action of its own
on 2026-05-13
>> init --currency USD
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region OH --phone "+1 614 555 0100"
>> account.open --ref A1 --debtor D1 --kind consumer --currency USD
> preference.set --debtor D1 --type no_medium
recoup: medium is needed with no_medium
exit 1
> preference.set --debtor D1 --type no_medium --medium telephone --words "never call me"
{"fact":1,"debtor":"D1","type":"no_medium","from":"2026-05-13T12:00:00Z"}
> preference.set --debtor D1 --type inconvenient_time --days Mon,Tue --from 08:00 --to 25:00
recoup: to: no time of day HH:MM: "25:00"
exit 1
> preference.set --debtor D1 --type inconvenient_time --days Mon,Tue --from 08:00 --to 12:00
{"fact":2,"debtor":"D1","type":"inconvenient_time","from":"2026-05-13T12:00:00Z"}
> consent.give --debtor D1 --type sms --address "+1 614 555 0100" --how oral --until 2026-12-31
{"fact":3,"debtor":"D1","type":"sms","from":"2026-05-13T12:00:00Z","until":"2026-12-31"}
> notice.receive --account A1 --type cease_notice_received --medium mail --posted-on 2026-05-11
{"fact":4,"account":"A1","type":"cease_notice_received","from":"2026-05-13T12:00:00Z"}
> notice.receive --account A1 --debtor D1 --type dispute_received --medium mail
recoup: name either the account it speaks of, or the debtor
exit 1
> notice.receive --account A1 --type dispute_received --medium mail --at 2026-05-14T12:00:00Z
recoup: at lies in the future; it is what was
exit 1
> show preferences --format csv
preference,debtor,account,type,medium,address,days,from_time,to_time,words,from,until,ended,state,by,currency
1,D1,,no_medium,telephone,,,,,never call me,2026-05-13T12:00:00+00:00,,,live,operator,USD
2,D1,,inconvenient_time,,,"Mon, Tue",08:00,12:00,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> show consents --account A1 --format csv
consent,debtor,account,type,address,given_to,how,words,evidence,from,until,ended,state,by,currency
3,D1,,sms,+1 614 555 0100,,oral,,,2026-05-13T12:00:00+00:00,2026-12-31,,live,operator,USD
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
4,D1,A1,cease_notice_received,mail,,2026-05-11,,,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> preference.lift --fact 3
recoup: no preference has the number 3
exit 1
> preference.lift --fact 1 --reason "may be called again"
{"fact":1,"type":"no_medium","from":"2026-05-13T12:00:00Z"}
> consent.withdraw --fact 3 --reason stop
{"fact":3,"type":"sms","from":"2026-05-13T12:00:00Z"}
> notice.retract --fact 4 --reason "another debtor's letter"
{"fact":4,"type":"cease_notice_received","from":"2026-05-13T12:00:00Z"}
> show preferences --format csv --state ended
preference,debtor,account,type,medium,address,days,from_time,to_time,words,from,until,ended,state,by,currency
1,D1,,no_medium,telephone,,,,,never call me,2026-05-13T12:00:00+00:00,,2026-05-13T12:00:00+00:00,ended,operator,USD
> show consents --format csv
consent,debtor,account,type,address,given_to,how,words,evidence,from,until,ended,state,by,currency
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
> verify
journal: 11 entries in 65 chains, 0 sealed days
money: 1 accounts, 0 items, 0 payments, 0 allocations
  USD: items 0.00, open of them 0.00; payments 0.00 = applied 0.00 + unapplied 0.00 + returned 0.00
references: 1 debtors, 1 accounts, 0 payments found by name
habits: 0 recounted
derived rows: no day was run yet
… seconds
the book is sound

== the validation notice: due five days after the first communication, then a period to dispute
on 2026-05-13
>> init --currency USD
>> creditor.open --ref CL --name Client --kind client --currency USD --country US --role third_party
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region OH --phone "+1 614 555 0100"
>> account.open --ref A1 --debtor D1 --creditor CL --kind consumer --currency USD
>> account.open --ref A2 --debtor D1 --kind consumer --currency USD
> show validation --format csv
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
A1,D1,not_begun,,,,,,,USD
>> contact.log --account A1 --channel letter --outcome sent --at 2026-05-12T12:00:00Z --disclosures 18e1
> show validation --format csv
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
A1,D1,due,2026-05-12,2026-05-17,,,,4,USD
on 2026-05-19
> show validation --format csv
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
A1,D1,overdue,2026-05-12,2026-05-17,,,,-2,USD
> notice.send --account A1 --type validation_notice --end 2026-06-01
recoup: end is too early: receipt is assumed five business days after sending at the earliest, and thirty days follow, to 2026-06-26
exit 1
> notice.send --account A1 --type validation_notice
{"fact":1,"account":"A1","type":"validation","from":"2026-05-19T12:00:00Z"}
> show validation --format csv
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
A1,D1,running,2026-05-12,2026-05-17,2026-05-19,2026-05-27,2026-06-26,38,USD
on 2026-07-19
> show validation --format csv --state over
account,debtor,state,initial_on,due_on,sent_on,receipt_on,ends_on,left,currency
A1,D1,over,2026-05-12,2026-05-17,2026-05-19,2026-05-27,2026-06-26,,USD

== S41: a number that a vendor traced is not used until somebody has verified it
on 2026-05-13
>> init --currency USD
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region OH --postal-code 43004
>> account.open --ref A1 --debtor D1 --kind consumer --currency USD
> trace.request --debtor D1 --vendor Finder --cost 3.50 --purpose "collection of an account"
{"fact":1,"debtor":"D1","type":"trace","from":"2026-05-13T12:00:00Z"}
> show traces --format csv
trace,debtor,account,vendor,name,region,postal_code,phone,purpose,cost,from,until,ended,state,by,currency
1,D1,,Finder,Pat Doe,OH,43004,,collection of an account,3.50,2026-05-13T12:00:00+00:00,,,live,operator,USD
file answer.csv
| debtor,medium,address,source,verified,confidence,trace
| D1,telephone,+1 614 555 0777,vendor,candidate,80,1
| D1,telephone,+1 614 555 0778,vendor,candidate,35,1
| D9,telephone,+1 614 555 0779,vendor,candidate,35,1
> import points answer.csv
\file      answer.csv, UTF-8, separated by commas
rows      read 3, accepted 2, updated 0, unchanged 0, quarantined 1
refused   line 4,  "": no debtor D9 is in the book; open it with: recoup do debtor.open; correct the row and import the file again
batch     1
exit 3
> import points answer.csv
\file      answer.csv, UTF-8, separated by commas
rows      read 3, accepted 0, updated 0, unchanged 2, quarantined 1
refused   line 4,  "": no debtor D9 is in the book; open it with: recoup do debtor.open; correct the row and import the file again
batch     1
exit 3
> show points --format csv
point,debtor,account,medium,address,type,place,source,verified,confidence,owner,known_bad,trace,from,until,ended,state,by,currency
2,D1,,telephone,+1 614 555 0777,,,vendor,candidate,80,,,1,2026-05-13T12:00:00+00:00,,,live,operator,USD
3,D1,,telephone,+1 614 555 0778,,,vendor,candidate,35,,,1,2026-05-13T12:00:00+00:00,,,live,operator,USD
> point.change --point 2 --verified verified --type wireless
{"fact":4,"debtor":"D1","type":"wireless","from":"2026-05-13T12:00:00Z"}
> point.change --point 3 --verified wrong
{"fact":5,"debtor":"D1","from":"2026-05-13T12:00:00Z"}
> show points --format csv
point,debtor,account,medium,address,type,place,source,verified,confidence,owner,known_bad,trace,from,until,ended,state,by,currency
4,D1,,telephone,+1 614 555 0777,wireless,,vendor,verified,80,,,1,2026-05-13T12:00:00+00:00,,,live,operator,USD
5,D1,,telephone,+1 614 555 0778,,,vendor,wrong,35,,,1,2026-05-13T12:00:00+00:00,,,live,operator,USD
> status.end --fact 1
{"fact":1,"type":"trace","from":"2026-05-13T12:00:00Z"}
> show traces --format csv
trace,debtor,account,vendor,name,region,postal_code,phone,purpose,cost,from,until,ended,state,by,currency
> show traces --format csv --state ended
trace,debtor,account,vendor,name,region,postal_code,phone,purpose,cost,from,until,ended,state,by,currency
1,D1,,Finder,Pat Doe,OH,43004,,collection of an account,3.50,2026-05-13T12:00:00+00:00,,2026-05-13T12:00:00+00:00,ended,operator,USD

== where people are, and what the gate must know of a debt
on 2026-05-13
>> init --currency USD
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region KY --phone "+1 415 555 0100"
>> account.open --ref A1 --debtor D1 --kind consumer --currency USD
> location.observe --debtor D1 --source residence_address --state KY
{"fact":1,"debtor":"D1","type":"residence_address","from":"2026-05-13T12:00:00Z"}
> location.observe --debtor D1 --source mobile_area_code --phone "+1 415 555 0100"
{"fact":2,"debtor":"D1","type":"mobile_area_code","from":"2026-05-13T12:00:00Z"}
> location.observe --debtor D1 --source stated_by_person --zones Mars/Olympus
recoup: time zone not known: Mars/Olympus
exit 1
> location.observe --debtor D1 --source stated_by_person --zones America/Chicago --county McCracken
{"fact":3,"debtor":"D1","type":"stated_by_person","from":"2026-05-13T12:00:00Z"}
> show locations --format csv
location,debtor,account,source,zones,region,county,city,actual_knowledge,from,until,ended,state,by,currency
1,D1,,residence_address,"America/New_York,America/Chicago",KY,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
2,D1,,mobile_area_code,America/Los_Angeles,,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
3,D1,,stated_by_person,America/Chicago,,McCracken,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> location.drop --fact 3
{"fact":3,"type":"stated_by_person","from":"2026-05-13T12:00:00Z"}
> show locations --format csv
location,debtor,account,source,zones,region,county,city,actual_knowledge,from,until,ended,state,by,currency
1,D1,,residence_address,"America/New_York,America/Chicago",KY,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
2,D1,,mobile_area_code,America/Los_Angeles,,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> debt.describe --account A1
recoup: say at least one thing of the debt
exit 1
> debt.describe --account A1 --jur US-XX
recoup: jurisdiction not known: US-XX
exit 1
> debt.describe --account A1 --product credit_card --contract written --accrued 2025-01-31 --contract-authorises principal
{"fact":4,"account":"A1","type":"debt","from":"2026-05-13T12:00:00Z"}
> debt.retract --fact 4
{"fact":4,"type":"debt","from":"2026-05-13T12:00:00Z"}
> debt.retract --fact 4
recoup: the description of a debt 4 has ended already
exit 1

== a dispute that says how it came is a notice, too: in writing it stops collection
on 2026-05-13
>> init --currency USD
>> debtor.open --ref D1 --kind person --name "Pat Doe" --country US --region OH
>> account.open --ref A1 --debtor D1 --kind consumer --currency USD
>> item.post --account A1 --number 1 --kind invoice --issued-on 2026-01-01 --amount 80.00
> dispute.open --account A1 --items '[{"number":"1","amount":"30.00"}]' --reason price
{"dispute":1,"account":"A1","disputed":"30.00","granted":"0.00","currency":"USD"}
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
> dispute.open --account A1 --items '[{"number":"1","amount":"30.00"}]' --reason price --medium mail
{"dispute":2,"account":"A1","disputed":"30.00","granted":"0.00","currency":"USD"}
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
1,D1,A1,dispute_received,mail,,,,30.00,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> notice.send --account A1 --type verification
{"fact":2,"account":"A1","type":"verification_sent","from":"2026-05-13T12:00:00Z"}
> show notices --format csv
notice,debtor,account,type,medium,subject,posted_on,sender,portion,kind,says,words,from,until,ended,state,by,currency
1,D1,A1,dispute_received,mail,,,,30.00,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
2,D1,A1,verification_sent,mail,,,,,,,,2026-05-13T12:00:00+00:00,,,live,operator,USD
> verify
journal: 8 entries in 65 chains, 0 sealed days
money: 1 accounts, 1 items, 0 payments, 0 allocations
  USD: items 80.00, open of them 80.00; payments 0.00 = applied 0.00 + unapplied 0.00 + returned 0.00
references: 1 debtors, 1 accounts, 0 payments found by name
habits: 0 recounted
derived rows: no day was run yet
… seconds
the book is sound
