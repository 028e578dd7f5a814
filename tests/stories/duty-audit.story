== S66: a change that counts from tomorrow and touches no rule yet is flagged; people learn it and attest
on 2026-12-31
>> init --currency USD
>> user.open --name ana --role manager
>> user.open --name bob --role collector
>> rule.announce --title "City contact limits" --source "6 RCNY 5-77" --effective-on 2027-01-01 --training "three in seven days"
>> rule.announce --title "New wage limits" --source "letter of counsel" --effective-on 2027-06-01 --rules R39
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
1,City contact limits,6 RCNY 5-77,2027-01-01,1,,three in seven days,2026-12-31,0,"ana, bob",open,"no rule is mapped, and it counts from tomorrow; training is due within a week",operator,
# A rule that the gate does not hold cannot be mapped.
> rule.amend --change 1 --rules R63,R93
recoup: rules: R93 is no rule of the gate; it holds R1 to R92, see: recoup gate rules
exit 1
> rule.close --change 1 --outcome done --note "all set"
recoup: rule change 1 names no rule yet; map it first: recoup do rule.amend --change 1 --rules R63,R64
exit 1
> rule.amend --change 1 --rules R63,R64
{"change":1,"effective_on":"2027-01-01","rules":["R63","R64"],"mapped":true}
> --actor bob do rule.attest --change 1
{"change":1,"user":"bob","new":true}
> --actor bob do rule.attest --change 1
{"change":1,"user":"bob","new":false}
# Nobody attests for another, but who may write policies.
> --actor bob do rule.attest --change 1 --user ana
recoup: bob is a collector, who lacks the permit policy; it belongs to: manager, supervisor
exit 1
on 2027-01-02
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
1,City contact limits,6 RCNY 5-77,2027-01-01,-1,"R63,R64",three in seven days,2026-12-31,1,ana,open,training is overdue,operator,
>> --actor ana do rule.attest --change 1
> show rule_changes --flagged true --format csv
change,title,source,effective_on,days,rules,training,training_due_on,attested,missing,state,flag,owner,note
> rule.close --change 1 --outcome done --note "rules and people are ready"
{"change":1,"effective_on":"2027-01-01","rules":["R63","R64"],"mapped":true}
> rule.amend --change 1 --rules R63
recoup: rule change 1 is closed; announce a new one
exit 1
> verify
…
the book is sound
