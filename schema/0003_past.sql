-- 0003_past.sql: what was known before.  A table …_was keeps a row as it stood until `until_us`, when it was changed;
-- `recorded_us` is when that version was learned.  What was known at an instant K is the row, or the former row, with
-- recorded_us <= K < until_us.  A row that was never changed has none.

CREATE TABLE debtor_was (
    debtor_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    ref TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
    country TEXT NOT NULL, region TEXT NOT NULL, postal_code TEXT NOT NULL,
    time_zone TEXT NOT NULL, language TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, until_us)){{clustered}};

CREATE TABLE account_was (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    ref TEXT NOT NULL, creditor_id BIGINT NOT NULL, kind INTEGER NOT NULL, currency TEXT NOT NULL,
    terms_days INTEGER, credit_limit_minor BIGINT NOT NULL, opened_day INTEGER,
    owner_id BIGINT NOT NULL, treatment TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, until_us)){{clustered}};

-- Of payments, recorded_us is when the money became the account's; how it was paid may be corrected later.
ALTER TABLE payment ADD COLUMN since_us BIGINT NOT NULL DEFAULT 0; -- corrected then; 0 = never

CREATE TABLE payment_was (                      -- account 0: it was not identified yet
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, payment_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    ref TEXT NOT NULL, on_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL, currency TEXT NOT NULL,
    method INTEGER NOT NULL, reference TEXT NOT NULL, recorded_us BIGINT NOT NULL, since_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, payment_id, until_us)){{clustered}};

CREATE TABLE payment_event_was (                -- of a payment while it was not identified
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, payment_id BIGINT NOT NULL, event_id BIGINT NOT NULL,
    until_us BIGINT NOT NULL,
    kind INTEGER NOT NULL, on_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL, reason INTEGER NOT NULL,
    code TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, payment_id, event_id, until_us)){{clustered}};

ALTER TABLE item_was ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE item_was ADD COLUMN reference TEXT NOT NULL DEFAULT '';

ALTER TABLE snapshot ADD COLUMN recorded_us BIGINT NOT NULL DEFAULT 0; -- 0 = before this was kept
CREATE TABLE snapshot_was (                     -- the picture of an earlier run of the same day
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, on_day INTEGER NOT NULL, until_us BIGINT NOT NULL,
    bucket INTEGER NOT NULL, balance_minor BIGINT NOT NULL, past_due_minor BIGINT NOT NULL,
    recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, on_day, until_us)){{clustered}};

ALTER TABLE dispute ADD COLUMN settled_note TEXT NOT NULL DEFAULT ''; -- `note` is what was noted when it was opened

CREATE TABLE creditor_was (
    creditor_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    ref TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, parent_id BIGINT NOT NULL,
    currency TEXT NOT NULL, country TEXT NOT NULL, role INTEGER NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (creditor_id, until_us)){{clustered}};

CREATE TABLE member_was (
    member_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    name TEXT NOT NULL, role INTEGER NOT NULL, creditors TEXT NOT NULL, skills TEXT NOT NULL,
    languages TEXT NOT NULL, capacity_minutes BIGINT NOT NULL, closed_day INTEGER, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (member_id, until_us)){{clustered}};

CREATE TABLE rule_change_was (
    change_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    title TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL, effective_day INTEGER NOT NULL,
    rules TEXT NOT NULL, training TEXT NOT NULL, training_due_day INTEGER, owner TEXT NOT NULL,
    state INTEGER NOT NULL, actor TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (change_id, until_us)){{clustered}};

-- Books from before: what a change overwrote is gone.  That the row was there is proved by what hangs off it or by the
-- journal: its present words stand for the former ones.
UPDATE item_was SET
    document = (SELECT i.document FROM item i WHERE i.debtor_id = item_was.debtor_id
        AND i.account_id = item_was.account_id AND i.item_id = item_was.item_id),
    reference = (SELECT i.reference FROM item i WHERE i.debtor_id = item_was.debtor_id
        AND i.account_id = item_was.account_id AND i.item_id = item_was.item_id)
    WHERE EXISTS (SELECT 1 FROM item i WHERE i.debtor_id = item_was.debtor_id
        AND i.account_id = item_was.account_id AND i.item_id = item_was.item_id);
INSERT INTO account_was (debtor_id, account_id, until_us, ref, creditor_id, kind, currency, terms_days,
        credit_limit_minor, opened_day, owner_id, treatment, recorded_us)
    SELECT a.debtor_id, a.account_id, a.recorded_us, a.ref, a.creditor_id, a.kind, a.currency, a.terms_days,
        a.credit_limit_minor, a.opened_day, a.owner_id, a.treatment, 0 FROM account a
    WHERE EXISTS (SELECT 1 FROM item i WHERE i.debtor_id = a.debtor_id AND i.account_id = a.account_id
            AND i.recorded_us < a.recorded_us)
        OR EXISTS (SELECT 1 FROM payment p WHERE p.debtor_id = a.debtor_id AND p.account_id = a.account_id
            AND p.recorded_us < a.recorded_us)
        OR EXISTS (SELECT 1 FROM journal j WHERE j.debtor_id = a.debtor_id AND j.account_id = a.account_id
            AND j.at_us < a.recorded_us);
INSERT INTO debtor_was (debtor_id, until_us, ref, name, kind, country, region, postal_code, time_zone, language,
        email, phone, recorded_us)
    SELECT d.debtor_id, d.recorded_us, d.ref, d.name, d.kind, d.country, d.region, d.postal_code, d.time_zone,
        d.language, d.email, d.phone, 0 FROM debtor d
    WHERE EXISTS (SELECT 1 FROM account a WHERE a.debtor_id = d.debtor_id AND a.recorded_us < d.recorded_us)
        OR EXISTS (SELECT 1 FROM account_was w WHERE w.debtor_id = d.debtor_id)
        OR EXISTS (SELECT 1 FROM journal j WHERE j.debtor_id = d.debtor_id AND j.at_us < d.recorded_us);
INSERT INTO creditor_was (creditor_id, until_us, ref, name, kind, parent_id, currency, country, role, recorded_us)
    SELECT creditor_id, recorded_us, ref, name, kind, parent_id, currency, country, role, 0 FROM creditor
    WHERE EXISTS (SELECT 1 FROM journal j WHERE j.stream = 64 AND j.at_us < creditor.recorded_us
        AND ((j.action = 'creditor.open' AND j.subject = creditor.ref)
            OR (j.action = 'book.init' AND creditor.ref = 'main')));
INSERT INTO member_was (member_id, until_us, name, role, creditors, skills, languages, capacity_minutes, closed_day,
        recorded_us)
    SELECT member_id, recorded_us, name, role, creditors, skills, languages, capacity_minutes, closed_day, 0 FROM member
    WHERE EXISTS (SELECT 1 FROM journal j WHERE j.stream = 64 AND j.at_us < member.recorded_us
        AND j.action = 'user.open' AND j.subject = member.name);
