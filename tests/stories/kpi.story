# The vectors of the key figures as books: built by `apply`, read by the views.  Each story bears the vector's name; the
# figures are those worked out by hand where the definitions were written, not by this program.

== A1 A2 A3 days past due: 30, 31 and 90 on 31 March; due today is not late
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"A","issued_on":"2024-12-01","due_on":"2025-04-15","amount":"1000.00"}
| {"do":"item.post","account":"A1","number":"B","issued_on":"2024-12-01","due_on":"2025-03-31","amount":"2000.00"}
| {"do":"item.post","account":"A1","number":"C","issued_on":"2024-12-01","due_on":"2025-03-30","amount":"500.00"}
| {"do":"item.post","account":"A1","number":"D","issued_on":"2024-12-01","due_on":"2025-03-01","amount":"800.00"}
| {"do":"item.post","account":"A1","number":"E","issued_on":"2024-12-01","due_on":"2025-02-28","amount":"1200.00"}
| {"do":"item.post","account":"A1","number":"F","issued_on":"2024-12-01","due_on":"2025-01-30","amount":"300.00"}
| {"do":"item.post","account":"A1","number":"G","issued_on":"2024-12-01","due_on":"2025-01-29","amount":"700.00"}
| {"do":"item.post","account":"A1","number":"H","issued_on":"2024-12-01","due_on":"2024-12-31","amount":"400.00"}
| {"do":"item.post","account":"A1","number":"I","issued_on":"2024-12-01","due_on":"2024-12-30","amount":"600.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"250.00","allocate":"none"}
>> apply book.jsonl
> show items --format csv
account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,currency
A1,A,invoice,,2024-12-01,2025-04-15,1000.00,1000.00,-15,not_due,0.00,USD
A1,B,invoice,,2024-12-01,2025-03-31,2000.00,2000.00,0,not_due,0.00,USD
A1,C,invoice,,2024-12-01,2025-03-30,500.00,500.00,1,d1_30,0.00,USD
A1,D,invoice,,2024-12-01,2025-03-01,800.00,800.00,30,d1_30,0.00,USD
A1,E,invoice,,2024-12-01,2025-02-28,1200.00,1200.00,31,d31_60,0.00,USD
A1,F,invoice,,2024-12-01,2025-01-30,300.00,300.00,60,d31_60,0.00,USD
A1,G,invoice,,2024-12-01,2025-01-29,700.00,700.00,61,d61_90,0.00,USD
A1,H,invoice,,2024-12-01,2024-12-31,400.00,400.00,90,d61_90,0.00,USD
A1,I,invoice,,2024-12-01,2024-12-30,600.00,600.00,91,d91_plus,0.00,USD
# Traps 7 and 8: money not applied has a column of its own; day 30 is in 1-30, and in 30-59 of a lender's set.
> show aging --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
A1,3000.00,1300.00,1500.00,1100.00,600.00,-250.00,7250.00,USD
> show aging --buckets 29,59,89,119,149,179 --format csv
ref,not_due,d1_29,d30_59,d60_89,d90_119,d120_149,d150_179,d180_plus,unapplied,total,currency
A1,3000.00,500.00,2000.00,1000.00,1000.00,0.00,0.00,0.00,-250.00,7250.00,USD

== A4 A5 A6 the past due share, gross, netted and by count; each says what it divides
on 2025-03-31
>> init --currency USD
# Nothing to divide by: no value, never 0.
> show kpi --name past_due_pct --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
past_due_pct,gross,,percent,0.00,0.00,…
past_due_pct,netted,,percent,0.00,0.00,…
past_due_pct,gross_undisputed,,percent,0.00,0.00,…
past_due_pct,netted_undisputed,,percent,0.00,0.00,…
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"A","issued_on":"2024-12-01","due_on":"2025-04-15","amount":"1000.00"}
| {"do":"item.post","account":"A1","number":"B","issued_on":"2024-12-01","due_on":"2025-03-31","amount":"2000.00"}
| {"do":"item.post","account":"A1","number":"C","issued_on":"2024-12-01","due_on":"2025-03-30","amount":"500.00"}
| {"do":"item.post","account":"A1","number":"D","issued_on":"2024-12-01","due_on":"2025-03-01","amount":"800.00"}
| {"do":"item.post","account":"A1","number":"E","issued_on":"2024-12-01","due_on":"2025-02-28","amount":"1200.00"}
| {"do":"item.post","account":"A1","number":"F","issued_on":"2024-12-01","due_on":"2025-01-30","amount":"300.00"}
| {"do":"item.post","account":"A1","number":"G","issued_on":"2024-12-01","due_on":"2025-01-29","amount":"700.00"}
| {"do":"item.post","account":"A1","number":"H","issued_on":"2024-12-01","due_on":"2024-12-31","amount":"400.00"}
| {"do":"item.post","account":"A1","number":"I","issued_on":"2024-12-01","due_on":"2024-12-30","amount":"600.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"250.00","allocate":"none"}
>> apply book.jsonl
> show kpi --name past_due_pct --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
past_due_pct,gross,60.00,percent,4500.00,7500.00,open items past due / all open items; unapplied credits left out,total,,USD
past_due_pct,netted,58.62,percent,4250.00,7250.00,the same after each account's unapplied credits are set against its oldest items,total,,USD
past_due_pct,gross_undisputed,60.00,…
past_due_pct,netted_undisputed,58.62,…
> show kpi --name late_items_pct --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
late_items_pct,,77.78,percent,7,9,…
late_items_pct,undisputed,77.78,percent,7,9,…
> show kpi --name percent_current --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
percent_current,,40.00,percent,3000.00,7500.00,…
percent_current,undisputed,…
> show kpi --name percent_over_90 --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
percent_over_90,,8.00,percent,600.00,7500.00,…
percent_over_90,undisputed,…
# Disputed amounts: every share is told with and without them.
>> dispute.open --account A1 --reason price --items '[{"number":"I"}]'
> show kpi --name percent_over_90 --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
percent_over_90,,8.00,percent,600.00,7500.00,…
percent_over_90,undisputed,0.00,percent,0.00,6900.00,…

== D1 D2 D3 212,000 open, 250,000 sold in 90 days: simple, and counted back by months of 30 days and of the calendar
# Trap 9: two ways of counting back, each under its own name.
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"JAN","issued_on":"2025-01-20","due_on":"2025-02-20","amount":"70000.00"}
| {"do":"item.post","account":"A1","number":"FEB","issued_on":"2025-02-10","due_on":"2025-03-10","amount":"80000.00"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"38000.00","to":[{"number":"JAN","amount":"38000.00"}]}
>> apply book.jsonl
> show kpi --name dso --variant simple --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,76.32,days,19080000.00,250000.00,receivables at the end / credit sales of the period x days of the period,total,,USD
> show kpi --name dso --variant countback_30 --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,countback_30,73.71,days,…
> show kpi --name dso --variant countback_calendar --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,countback_calendar,73.17,days,…
# The default variant comes first.
> show kpi --name dso --from 2025-01-01 --to 2025-03-31 --limit 1 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,simple,76.32,…

== D4 less is open than the newest month sold
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"JAN","issued_on":"2025-01-20","due_on":"2025-02-20","amount":"70000.00"}
| {"do":"item.post","account":"A1","number":"FEB","issued_on":"2025-02-10","due_on":"2025-03-10","amount":"80000.00"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"70000.00","to":[{"number":"JAN","amount":"70000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-03-20","amount":"80000.00","to":[{"number":"FEB","amount":"80000.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-20","amount":"60000.00","to":[{"number":"MAR","amount":"60000.00"}]}
>> apply book.jsonl
> show kpi --name dso --variant countback_calendar --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,countback_calendar,12.40,days,…

== D4 more is open than was ever sold: the figure says that it is at least so much
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"F1","issued_on":"2025-02-15","due_on":"2025-02-28","amount":"5000.00","kind":"fee"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"1000.00"}
>> apply book.jsonl
> show kpi --name dso --variant countback_calendar --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,countback_calendar,31.00,days,186000.00,6000.00,…; the history is too short: at least this",total,,USD

== D5 rolling: three month ends of 200,000, 210,000 and 212,000 over the sales of their months
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"DEC","issued_on":"2024-12-05","due_on":"2025-01-05","amount":"130000.00"}
| {"do":"item.post","account":"A1","number":"JAN","issued_on":"2025-01-20","due_on":"2025-02-20","amount":"70000.00"}
| {"do":"item.post","account":"A1","number":"FEB","issued_on":"2025-02-10","due_on":"2025-03-10","amount":"80000.00"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-02-15","amount":"70000.00","to":[{"number":"DEC","amount":"70000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-03-15","amount":"60000.00","to":[{"number":"DEC","amount":"60000.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-16","amount":"38000.00","to":[{"number":"JAN","amount":"38000.00"}]}
>> apply book.jsonl
> show aging --as-of 2025-01-31 --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,…,200000.00,USD
> show aging --as-of 2025-02-28 --by total --format csv
ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency
total,…,210000.00,USD
> show kpi --name dso --variant rolling --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,rolling,74.64,days,…

== D6 D9 D10 15,000 open, 4,000 of it not due, 10,000 sold in 30 days
on 2025-04-30
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-03-01","due_on":"2025-03-31","amount":"5000.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-04-01","due_on":"2025-04-15","amount":"6000.00"}
| {"do":"item.post","account":"A1","number":"3","issued_on":"2025-04-20","due_on":"2025-05-20","amount":"4000.00"}
| {"do":"item.post","account":"A1","number":"4","issued_on":"2025-03-05","due_on":"2025-04-05","amount":"5000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-04-10","amount":"5000.00","to":[{"number":"4","amount":"5000.00"}]}
>> apply book.jsonl
> show kpi --name dso --variant conventional --from 2025-04-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,conventional,45.00,days,450000.00,10000.00,…
> show kpi --name dso --variant best_possible --from 2025-04-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,best_possible,12.00,days,120000.00,10000.00,…
> show kpi --name add --from 2025-04-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
add,,33.00,days,330000.00,10000.00,…
add,undisputed,33.00,…

== D7 D8 by invoice and by month of origin
# Trap 2: the formula is printed with the figure, and it is the one that was worked out.
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"JAN","issued_on":"2025-01-20","due_on":"2025-02-20","amount":"70000.00"}
| {"do":"item.post","account":"A1","number":"FEB","issued_on":"2025-02-10","due_on":"2025-03-10","amount":"80000.00"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"40000.00","to":[{"number":"JAN","amount":"40000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-03-21","amount":"20000.00","to":[{"number":"FEB","amount":"20000.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-21","amount":"10000.00","to":[{"number":"MAR","amount":"10000.00"}]}
>> apply book.jsonl
> show kpi --name dso --variant true --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,true,81.15,days,…,sum over open invoices of age since issue x open amount / credit sales of its own month,total,,USD

== D8 90,000 of 100,000, 60,000 of 80,000, 32,000 of 70,000
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"JAN","issued_on":"2025-01-20","due_on":"2025-02-20","amount":"70000.00"}
| {"do":"item.post","account":"A1","number":"FEB","issued_on":"2025-02-10","due_on":"2025-03-10","amount":"80000.00"}
| {"do":"item.post","account":"A1","number":"MAR","issued_on":"2025-03-15","due_on":"2025-04-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-20","amount":"38000.00","to":[{"number":"JAN","amount":"38000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-03-21","amount":"20000.00","to":[{"number":"FEB","amount":"20000.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-21","amount":"10000.00","to":[{"number":"MAR","amount":"10000.00"}]}
>> apply book.jsonl
> show kpi --name dso --variant sales_weighted --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dso,sales_weighted,63.21,days,…

== D11 D12 cleared 5 days late, 3 early, 40 late: weighted by money, and plain
on 2025-04-30
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10000.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"2500.00"}
| {"do":"item.post","account":"A1","number":"3","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"500.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-02-05","amount":"10000.00","to":[{"number":"1","amount":"10000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-01-28","amount":"2500.00","to":[{"number":"2","amount":"2500.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-12","amount":"500.00","to":[{"number":"3","amount":"500.00"}]}
>> apply book.jsonl
> show kpi --name dbt --from 2025-01-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
dbt,,4.81,days,62500.00,13000.00,…
> show kpi --name avg_days_late --from 2025-01-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
avg_days_late,,14.00,days,42,3,…
> show kpi --name days_to_pay --from 2025-01-01 --to 2025-04-30 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
days_to_pay,,34.81,days,…

== C1 a year: 100,000 at the start, 1,000,000 sold, 120,000 at the end, 100,000 of it not due
on 2025-12-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"0","issued_on":"2024-12-01","due_on":"2024-12-31","amount":"100000.00"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-06-01","due_on":"2025-07-01","amount":"900000.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-12-15","due_on":"2026-01-15","amount":"100000.00"}
| {"do":"payment.take","ref":"P0","account":"A1","on":"2025-02-01","amount":"100000.00","to":[{"number":"0","amount":"100000.00"}]}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-08-01","amount":"880000.00","to":[{"number":"1","amount":"880000.00"}]}
>> apply book.jsonl
> show kpi --name cei --from 2025-01-01 --to 2025-12-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
cei,period,98.00,percent,980000.00,1000000.00,…
cei,monthly_mean,…

== C2 C3 a quarter, with the monthly mean of the sales and without: two variants, each named
# Trap 1.
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"0","issued_on":"2024-01-01","due_on":"2024-02-01","amount":"6200.00"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-10","due_on":"2025-02-10","amount":"7300.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-03-10","due_on":"2025-04-10","amount":"3590.00"}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-02-15","amount":"6200.00","to":[{"number":"0","amount":"6200.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-20","amount":"4550.00","to":[{"number":"1","amount":"4550.00"}]}
>> apply book.jsonl
> show kpi --name cei --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
cei,period,79.63,percent,10750.00,13500.00,…
cei,monthly_mean,55.93,percent,…

== C1 the page that prints 96 percent divides by what is past due: 87.5 it is
# Trap 1: what is not yet due is taken off below the line, never what is past due.
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"0","issued_on":"2024-01-01","due_on":"2024-02-01","amount":"50000.00"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-10","due_on":"2025-02-10","amount":"190000.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-03-10","due_on":"2025-04-10","amount":"10000.00"}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-02-15","amount":"50000.00","to":[{"number":"0","amount":"50000.00"}]}
| {"do":"payment.take","ref":"P3","account":"A1","on":"2025-03-20","amount":"160000.00","to":[{"number":"1","amount":"160000.00"}]}
>> apply book.jsonl
> show kpi --name cei --variant period --from 2025-01-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
cei,period,87.50,percent,210000.00,240000.00,…

== C4 385,000 collected of 200,000 already due, 300,000 coming due, 50,000 new and due
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"200000.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-02-01","due_on":"2025-03-15","amount":"300000.00"}
| {"do":"item.post","account":"A1","number":"3","issued_on":"2025-03-05","due_on":"2025-03-20","amount":"50000.00"}
| {"do":"item.post","account":"A1","number":"4","issued_on":"2025-03-05","due_on":"2025-04-20","amount":"77000.00"}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-10","amount":"200000.00","to":[{"number":"1","amount":"200000.00"}]}
| {"do":"payment.take","ref":"P2","account":"A1","on":"2025-03-18","amount":"185000.00","to":[{"number":"2","amount":"185000.00"}]}
>> apply book.jsonl
> show kpi --name collected_of_due --from 2025-03-01 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
collected_of_due,,70.00,percent,385000.00,550000.00,…

== turnover: 2,000,000 sold over 250,000 on average
on 2025-12-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"0","issued_on":"2024-12-01","due_on":"2024-12-31","amount":"250000.00"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-06-01","due_on":"2025-07-01","amount":"2000000.00"}
| {"do":"payment.take","ref":"P0","account":"A1","on":"2025-02-01","amount":"250000.00","to":[{"number":"0","amount":"250000.00"}]}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-08-01","amount":"1750000.00","to":[{"number":"1","amount":"1750000.00"}]}
>> apply book.jsonl
> show kpi --name turnover --from 2025-01-01 --to 2025-12-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
turnover,,8.00,times,…

== progress of the day: 30 promised of 100 on the worklist
on 2025-03-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A0","debtor":"D1"}
| {"do":"item.post","account":"A0","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A2","debtor":"D1"}
| {"do":"item.post","account":"A2","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A3","debtor":"D1"}
| {"do":"item.post","account":"A3","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A4","debtor":"D1"}
| {"do":"item.post","account":"A4","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A5","debtor":"D1"}
| {"do":"item.post","account":"A5","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A6","debtor":"D1"}
| {"do":"item.post","account":"A6","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A7","debtor":"D1"}
| {"do":"item.post","account":"A7","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A8","debtor":"D1"}
| {"do":"item.post","account":"A8","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
| {"do":"account.open","ref":"A9","debtor":"D1"}
| {"do":"item.post","account":"A9","number":"1","issued_on":"2025-01-01","due_on":"2025-01-31","amount":"10.00"}
>> apply book.jsonl
>> day
file promises.jsonl
| {"do":"promise.record","account":"A0","amount":"10.00","due_on":"2025-04-04"}
| {"do":"promise.record","account":"A1","amount":"10.00","due_on":"2025-04-04"}
| {"do":"promise.record","account":"A2","amount":"10.00","due_on":"2025-04-04"}
>> apply promises.jsonl
> show kpi --name progress --from 2025-03-31 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
progress,,30.00,percent,30.00,100.00,…

== L7 the pool of 1,000 in 1-30 and 260 in 31-60, a month later: static and net flow
on 2025-02-28
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"F1","debtor":"D1"}
| {"do":"item.post","account":"F1","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"600.00"}
| {"do":"account.open","ref":"F2","debtor":"D1"}
| {"do":"item.post","account":"F2","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"120.00"}
| {"do":"account.open","ref":"F3","debtor":"D1"}
| {"do":"item.post","account":"F3","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"240.00"}
| {"do":"account.open","ref":"F4","debtor":"D1"}
| {"do":"item.post","account":"F4","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"40.00"}
| {"do":"account.open","ref":"G1","debtor":"D1"}
| {"do":"item.post","account":"G1","number":"1","issued_on":"2025-01-02","due_on":"2025-01-20","amount":"50.00"}
| {"do":"account.open","ref":"G2","debtor":"D1"}
| {"do":"item.post","account":"G2","number":"1","issued_on":"2025-01-02","due_on":"2025-01-20","amount":"26.00"}
| {"do":"account.open","ref":"G3","debtor":"D1"}
| {"do":"item.post","account":"G3","number":"1","issued_on":"2025-01-02","due_on":"2025-01-20","amount":"39.00"}
| {"do":"account.open","ref":"G4","debtor":"D1"}
| {"do":"item.post","account":"G4","number":"1","issued_on":"2025-01-02","due_on":"2025-01-20","amount":"130.00"}
| {"do":"account.open","ref":"G5","debtor":"D1"}
| {"do":"item.post","account":"G5","number":"1","issued_on":"2025-01-02","due_on":"2025-01-20","amount":"15.00"}
>> apply book.jsonl
>> day
on 2025-03-31
file march.jsonl
| {"do":"payment.take","ref":"P-F1","account":"F1","on":"2025-03-10","amount":"600.00","to":[{"number":"1","amount":"600.00"}]}
| {"do":"payment.take","ref":"P-F2","account":"F2","on":"2025-03-10","amount":"120.00","to":[{"number":"1","amount":"120.00"}]}
| {"do":"payment.take","ref":"P-F4","account":"F4","on":"2025-03-10","amount":"40.00","to":[{"number":"1","amount":"40.00"}]}
| {"do":"payment.take","ref":"P-G1","account":"G1","on":"2025-03-10","amount":"50.00","to":[{"number":"1","amount":"50.00"}]}
| {"do":"payment.take","ref":"P-G2","account":"G2","on":"2025-03-10","amount":"26.00","to":[{"number":"1","amount":"26.00"}]}
| {"do":"payment.take","ref":"P-G3","account":"G3","on":"2025-03-10","amount":"39.00","to":[{"number":"1","amount":"39.00"}]}
| {"do":"payment.take","ref":"P-G5","account":"G5","on":"2025-03-10","amount":"15.00","to":[{"number":"1","amount":"15.00"}]}
| {"do":"item.post","account":"F1","number":"2","issued_on":"2025-02-01","due_on":"2025-04-30","amount":"600.00","on":"2025-03-11"}
| {"do":"item.post","account":"G1","number":"2","issued_on":"2025-02-01","due_on":"2025-04-30","amount":"50.00","on":"2025-03-11"}
| {"do":"item.post","account":"F2","number":"2","issued_on":"2025-02-01","due_on":"2025-03-20","amount":"120.00","on":"2025-03-11"}
| {"do":"item.post","account":"G2","number":"2","issued_on":"2025-02-01","due_on":"2025-03-20","amount":"26.00","on":"2025-03-11"}
| {"do":"item.post","account":"G3","number":"2","issued_on":"2025-02-01","due_on":"2025-02-10","amount":"39.00","on":"2025-03-11"}
>> apply march.jsonl
>> day
> show kpi --name roll --variant net_flow --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
roll,net_flow,27.90,percent,279.00,1000.00,closing balance of the next bucket / opening balance of a bucket; may pass 100,total,d1_30,USD
roll,net_flow,50.00,percent,130.00,260.00,…,total,d31_60,USD
roll,net_flow,,percent,0.00,0.00,…,total,d61_90,USD
> show kpi --name roll --variant static_amount --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
roll,static_amount,24.00,percent,240.00,1000.00,the same by opening balance,total,d1_30,USD
roll,static_amount,50.00,percent,130.00,260.00,…,total,d31_60,USD
roll,static_amount,,…
# Each row of the pool adds up to 100 percent.
> show rolls --from 2025-02-28 --to 2025-03-31 --measure amount --where 'share > 0' --format csv
from_bucket,to_bucket,value,share,currency
d1_30,not_due,600.00,60.00,USD
d1_30,d1_30,120.00,12.00,USD
d1_30,d31_60,240.00,24.00,USD
d1_30,paid_off,40.00,4.00,USD
d31_60,not_due,50.00,19.23,USD
d31_60,d1_30,26.00,10.00,USD
d31_60,d31_60,39.00,15.00,USD
d31_60,d61_90,130.00,50.00,USD
d31_60,paid_off,15.00,5.77,USD
> show rolls --from 2025-02-28 --to 2025-03-31 --method net_flow --measure amount --where 'value > 0' --format csv
from_bucket,to_bucket,value,share,currency
not_due,d1_30,146.00,,USD
d1_30,d31_60,279.00,27.90,USD
d31_60,d61_90,130.00,50.00,USD

== L7 600,000 of 1,000,000 is 60 percent, 1 of 20 accounts is 5
# Trap 3: two pages in print have 6 and 20.
on 2025-02-28
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A0","debtor":"D1"}
| {"do":"item.post","account":"A0","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"600000.00"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"399982.00"}
| {"do":"account.open","ref":"A2","debtor":"D1"}
| {"do":"item.post","account":"A2","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A3","debtor":"D1"}
| {"do":"item.post","account":"A3","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A4","debtor":"D1"}
| {"do":"item.post","account":"A4","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A5","debtor":"D1"}
| {"do":"item.post","account":"A5","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A6","debtor":"D1"}
| {"do":"item.post","account":"A6","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A7","debtor":"D1"}
| {"do":"item.post","account":"A7","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A8","debtor":"D1"}
| {"do":"item.post","account":"A8","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A9","debtor":"D1"}
| {"do":"item.post","account":"A9","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A10","debtor":"D1"}
| {"do":"item.post","account":"A10","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A11","debtor":"D1"}
| {"do":"item.post","account":"A11","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A12","debtor":"D1"}
| {"do":"item.post","account":"A12","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A13","debtor":"D1"}
| {"do":"item.post","account":"A13","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A14","debtor":"D1"}
| {"do":"item.post","account":"A14","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A15","debtor":"D1"}
| {"do":"item.post","account":"A15","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A16","debtor":"D1"}
| {"do":"item.post","account":"A16","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A17","debtor":"D1"}
| {"do":"item.post","account":"A17","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A18","debtor":"D1"}
| {"do":"item.post","account":"A18","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
| {"do":"account.open","ref":"A19","debtor":"D1"}
| {"do":"item.post","account":"A19","number":"1","issued_on":"2025-01-02","due_on":"2025-02-20","amount":"1.00"}
>> apply book.jsonl
>> day
on 2025-03-31
file march.jsonl
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-10","amount":"399982.00","to":[{"number":"1","amount":"399982.00"}]}
| {"do":"payment.take","ref":"P2","account":"A2","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P3","account":"A3","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P4","account":"A4","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P5","account":"A5","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P6","account":"A6","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P7","account":"A7","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P8","account":"A8","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P9","account":"A9","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P10","account":"A10","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P11","account":"A11","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P12","account":"A12","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P13","account":"A13","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P14","account":"A14","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P15","account":"A15","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P16","account":"A16","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P17","account":"A17","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P18","account":"A18","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
| {"do":"payment.take","ref":"P19","account":"A19","on":"2025-03-10","amount":"1.00","to":[{"number":"1","amount":"1.00"}]}
>> apply march.jsonl
>> day
> show kpi --name roll --variant net_flow --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
roll,net_flow,60.00,percent,600000.00,1000000.00,…
roll,net_flow,,…
roll,net_flow,,…
> show kpi --name roll --variant static --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
roll,static,5.00,percent,1,20,…
roll,static,,…
roll,static,,…

== L1 L2 L3 what of each bucket is lost in the end: the rolls chained, parts rounded and not
# Balances of 987.40, 30.20, 11.80, 8.20, 5.90 and the rolls that the published loss factors imply; a lender calls up to 29 days current; parts rounded to 0.10.
on 2025-02-28
>> init --currency USD
file p.yaml
| policy: lender
| buckets: "29,59,89,119"
| segments:
|   - {name: all, treatment: calls}
| treatments:
|   - name: calls
|     steps:
|       - {name: call, at: 1, channel: call}
|     finally: {every: 30, action: Review.}
>> policy.activate --file p.yaml --from 2025-01-01
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A","debtor":"D1","kind":"loan"}
| {"do":"item.post","account":"A","number":"1","issued_on":"2024-11-01","due_on":"2025-02-27","amount":"889.17"}
| {"do":"account.open","ref":"B","debtor":"D1","kind":"loan"}
| {"do":"item.post","account":"B","number":"1","issued_on":"2024-11-01","due_on":"2025-01-29","amount":"27.72"}
| {"do":"account.open","ref":"C","debtor":"D1","kind":"loan"}
| {"do":"item.post","account":"C","number":"1","issued_on":"2024-11-01","due_on":"2024-12-30","amount":"12.22"}
| {"do":"account.open","ref":"D","debtor":"D1","kind":"loan"}
| {"do":"item.post","account":"D","number":"1","issued_on":"2024-11-01","due_on":"2024-11-30","amount":"8.18"}
>> apply book.jsonl
>> day
on 2025-03-31
file march.jsonl
| {"do":"payment.take","ref":"PA","account":"A","on":"2025-03-10","amount":"858.97","to":[{"number":"1","amount":"858.97"}]}
| {"do":"payment.take","ref":"PB","account":"B","on":"2025-03-10","amount":"15.92","to":[{"number":"1","amount":"15.92"}]}
| {"do":"payment.take","ref":"PC","account":"C","on":"2025-03-10","amount":"4.02","to":[{"number":"1","amount":"4.02"}]}
| {"do":"payment.take","ref":"PD","account":"D","on":"2025-03-10","amount":"2.28","to":[{"number":"1","amount":"2.28"}]}
| {"do":"account.open","ref":"E","debtor":"D1","kind":"loan"}
| {"do":"item.post","account":"E","number":"1","issued_on":"2025-02-05","due_on":"2025-03-10","amount":"987.40"}
>> apply march.jsonl
>> day
> show aging --buckets policy --by total --format csv
ref,not_due,d1_29,d30_59,d60_89,d90_119,d120_plus,unapplied,total,currency
total,0.00,987.40,30.20,11.80,8.20,5.90,0.00,1043.50,USD
> show kpi --name loss_forecast --variant rounded --from 2025-02-28 --to 2025-03-31 --round 0.10 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
loss_forecast,rounded,30.60,money,…
> show kpi --name loss_rate --variant rounded --from 2025-02-28 --to 2025-03-31 --round 0.10 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
loss_rate,rounded,2.93,percent,…
> show kpi --name loss_forecast --variant unrounded --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
loss_forecast,unrounded,30.66,money,…
> show kpi --name loss_rate --variant unrounded --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
loss_rate,unrounded,2.94,percent,…

== L4 L5 of 40 late accounts 23 are current a month later, and 4 of these late again within six
on 2025-02-28
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A0","debtor":"D1"}
| {"do":"item.post","account":"A0","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A0","number":"2","issued_on":"2025-01-25","due_on":"2025-04-10","amount":"50.00"}
| {"do":"account.open","ref":"A1","debtor":"D1"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A1","number":"2","issued_on":"2025-01-25","due_on":"2025-04-10","amount":"50.00"}
| {"do":"account.open","ref":"A2","debtor":"D1"}
| {"do":"item.post","account":"A2","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A2","number":"2","issued_on":"2025-01-25","due_on":"2025-04-10","amount":"50.00"}
| {"do":"account.open","ref":"A3","debtor":"D1"}
| {"do":"item.post","account":"A3","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A3","number":"2","issued_on":"2025-01-25","due_on":"2025-04-10","amount":"50.00"}
| {"do":"account.open","ref":"A4","debtor":"D1"}
| {"do":"item.post","account":"A4","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A4","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A5","debtor":"D1"}
| {"do":"item.post","account":"A5","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A5","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A6","debtor":"D1"}
| {"do":"item.post","account":"A6","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A6","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A7","debtor":"D1"}
| {"do":"item.post","account":"A7","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A7","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A8","debtor":"D1"}
| {"do":"item.post","account":"A8","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A8","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A9","debtor":"D1"}
| {"do":"item.post","account":"A9","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A9","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A10","debtor":"D1"}
| {"do":"item.post","account":"A10","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A10","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A11","debtor":"D1"}
| {"do":"item.post","account":"A11","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A11","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A12","debtor":"D1"}
| {"do":"item.post","account":"A12","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A12","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A13","debtor":"D1"}
| {"do":"item.post","account":"A13","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A13","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A14","debtor":"D1"}
| {"do":"item.post","account":"A14","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A14","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A15","debtor":"D1"}
| {"do":"item.post","account":"A15","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A15","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A16","debtor":"D1"}
| {"do":"item.post","account":"A16","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A16","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A17","debtor":"D1"}
| {"do":"item.post","account":"A17","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A17","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A18","debtor":"D1"}
| {"do":"item.post","account":"A18","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A18","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A19","debtor":"D1"}
| {"do":"item.post","account":"A19","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A19","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A20","debtor":"D1"}
| {"do":"item.post","account":"A20","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A20","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A21","debtor":"D1"}
| {"do":"item.post","account":"A21","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A21","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A22","debtor":"D1"}
| {"do":"item.post","account":"A22","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A22","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A23","debtor":"D1"}
| {"do":"item.post","account":"A23","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A23","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A24","debtor":"D1"}
| {"do":"item.post","account":"A24","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A24","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A25","debtor":"D1"}
| {"do":"item.post","account":"A25","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A25","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A26","debtor":"D1"}
| {"do":"item.post","account":"A26","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A26","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A27","debtor":"D1"}
| {"do":"item.post","account":"A27","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A27","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A28","debtor":"D1"}
| {"do":"item.post","account":"A28","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A28","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A29","debtor":"D1"}
| {"do":"item.post","account":"A29","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A29","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A30","debtor":"D1"}
| {"do":"item.post","account":"A30","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A30","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A31","debtor":"D1"}
| {"do":"item.post","account":"A31","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A31","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A32","debtor":"D1"}
| {"do":"item.post","account":"A32","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A32","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A33","debtor":"D1"}
| {"do":"item.post","account":"A33","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A33","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A34","debtor":"D1"}
| {"do":"item.post","account":"A34","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A34","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A35","debtor":"D1"}
| {"do":"item.post","account":"A35","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A35","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A36","debtor":"D1"}
| {"do":"item.post","account":"A36","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A36","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A37","debtor":"D1"}
| {"do":"item.post","account":"A37","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A37","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A38","debtor":"D1"}
| {"do":"item.post","account":"A38","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A38","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
| {"do":"account.open","ref":"A39","debtor":"D1"}
| {"do":"item.post","account":"A39","number":"1","issued_on":"2025-01-25","due_on":"2025-02-25","amount":"100.00"}
| {"do":"item.post","account":"A39","number":"2","issued_on":"2025-01-25","due_on":"2025-12-31","amount":"50.00"}
>> apply book.jsonl
>> day
on 2025-03-31
file march.jsonl
| {"do":"payment.take","ref":"P0","account":"A0","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P1","account":"A1","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P2","account":"A2","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P3","account":"A3","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P4","account":"A4","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P5","account":"A5","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P6","account":"A6","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P7","account":"A7","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P8","account":"A8","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P9","account":"A9","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P10","account":"A10","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P11","account":"A11","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P12","account":"A12","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P13","account":"A13","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P14","account":"A14","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P15","account":"A15","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P16","account":"A16","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P17","account":"A17","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P18","account":"A18","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P19","account":"A19","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P20","account":"A20","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P21","account":"A21","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
| {"do":"payment.take","ref":"P22","account":"A22","on":"2025-03-15","amount":"100.00","to":[{"number":"1","amount":"100.00"}]}
>> apply march.jsonl
>> day
> show kpi --name cure --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
cure,current,57.50,percent,23,40,…
cure,with_payoffs,57.50,…
on 2025-04-30
>> day
> show kpi --name redefault --from 2025-02-28 --to 2025-03-31 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
redefault,,17.39,percent,4,23,…

== L6 a cohort of 1,000,000 at twelve months on book; younger, it has no figure
# Trap 10: blank, not 0.
on 2026-01-31
>> init --currency USD
file book.jsonl
| {"do":"debtor.open","ref":"D1","name":"D1 Ltd"}
| {"do":"account.open","ref":"A1","debtor":"D1","opened_on":"2025-01-10","kind":"loan"}
| {"do":"item.post","account":"A1","number":"1","issued_on":"2025-01-10","due_on":"2025-06-10","amount":"1000000.00","on":"2025-01-10"}
| {"do":"adjustment.post","account":"A1","number":"1","kind":"write_off","amount":"27500.00","reason":"lost","on":"2025-10-01"}
| {"do":"adjustment.post","account":"A1","number":"1","kind":"write_off","amount":"-3500.00","reason":"recovered","on":"2025-12-01"}
>> apply book.jsonl
> show kpi --name vintage_loss --from 2025-01-01 --to 2025-01-31 --month 12 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
vintage_loss,,2.40,percent,24000.00,1000000.00,…
> show kpi --name vintage_loss --from 2025-01-01 --to 2025-01-31 --month 13 --format csv
name,variant,value,unit,numerator,denominator,formula,group,bucket,currency
vintage_loss,,,percent,…
