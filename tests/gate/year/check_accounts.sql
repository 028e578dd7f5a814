-- check_accounts.sql: records and accounting (rule book 11, 12).

-- R92 nobody is told that a charge-off forgives
SELECT w.id, w.person_id FROM w WHERE w.script IS 'forgiven';
