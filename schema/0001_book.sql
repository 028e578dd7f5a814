-- 0001_book.sql: the book.  Shared spelling of SQLite and PostgreSQL; {{clustered}} keeps rows in key order on SQLite.
--
-- What hangs off a debtor is keyed (debtor_id, account_id, …).  Money is BIGINT minor units, days are days since
-- 1970-01-01, instants microseconds since then (…_us).  Enduring tables are append-mostly; tables named d_… are derived
-- and can be made again from the others.  `on_day` is the day a fact counts from, `recorded_us` when we learned it.

-- Small, book-wide ------------------------------------------------------------------------------------------------
CREATE TABLE book (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL){{clustered}};

CREATE TABLE id_block (kind TEXT NOT NULL PRIMARY KEY, next_id BIGINT NOT NULL){{clustered}};

CREATE TABLE creditor (
    creditor_id BIGINT NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    kind INTEGER NOT NULL,                      -- company division district facility client
    parent_id BIGINT NOT NULL,                  -- 0 at the top
    currency TEXT NOT NULL, country TEXT NOT NULL,
    role INTEGER NOT NULL,                      -- first_party third_party
    recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE member (                           -- the users: people who may act
    member_id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role INTEGER NOT NULL,                      -- see desk/permit.h
    creditors TEXT NOT NULL,                    -- refs, one a line; '' = all
    skills TEXT NOT NULL, languages TEXT NOT NULL,
    capacity_minutes BIGINT NOT NULL,           -- a day; 0 = takes no work
    closed_day INTEGER,
    recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE rate (                             -- units of to_currency for one unit of from_currency
    from_currency TEXT NOT NULL, to_currency TEXT NOT NULL, on_day INTEGER NOT NULL, recorded_us BIGINT NOT NULL,
    digits BIGINT NOT NULL, scale INTEGER NOT NULL,
    PRIMARY KEY (from_currency, to_currency, on_day, recorded_us)){{clustered}};

CREATE TABLE policy (                           -- immutable once stored, but for its approval
    policy_id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL, version BIGINT NOT NULL,
    text TEXT NOT NULL, sha256 TEXT NOT NULL,
    author TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    approver TEXT NOT NULL, approved_us BIGINT NOT NULL, -- empty and 0 until approved
    UNIQUE (name, version)){{clustered}};

CREATE TABLE policy_use (                       -- the policy of day D: the last recorded with from_day <= D
    use_id BIGINT NOT NULL PRIMARY KEY,
    policy_id BIGINT NOT NULL, from_day INTEGER NOT NULL,
    kind INTEGER NOT NULL,                      -- activated rolled_back
    actor TEXT NOT NULL, note TEXT NOT NULL, recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE request (                          -- answers of actions with a request_id
    request_id TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL,
    recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE batch (                            -- one imported file
    batch_id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, map TEXT NOT NULL,
    state INTEGER NOT NULL,                     -- running done refused
    rows_read BIGINT NOT NULL, rows_accepted BIGINT NOT NULL, rows_unchanged BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL, rows_done BIGINT NOT NULL, -- checkpoint: input rows committed so far
    actor TEXT NOT NULL, recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE quarantine (
    batch_id BIGINT NOT NULL, line BIGINT NOT NULL, fault BIGINT NOT NULL, -- fault: 0, 1, … within the line
    field TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, remedy TEXT NOT NULL,
    amount TEXT NOT NULL, currency TEXT NOT NULL, raw TEXT NOT NULL,
    state INTEGER NOT NULL,                     -- open resolved
    PRIMARY KEY (batch_id, line, fault)){{clustered}};

-- The journal: 65 streams, each a hash chain (debtor_id mod 64; 64 = the book itself) ---------------------------------
CREATE TABLE journal (
    stream INTEGER NOT NULL, seq BIGINT NOT NULL,
    at_us BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, -- 0 = none
    subject TEXT NOT NULL,                      -- the ref or number a person would use
    on_day INTEGER NOT NULL,
    body TEXT NOT NULL,                         -- canonical JSON: what was asked, before, after
    digest TEXT NOT NULL,                       -- SHA-256(previous digest, every column of this row)
    PRIMARY KEY (stream, seq)){{clustered}};
CREATE INDEX journal_subject ON journal (debtor_id, account_id, stream, seq);

CREATE TABLE journal_head (                     -- one row a stream: writers of a stream queue here
    stream INTEGER NOT NULL PRIMARY KEY, turn BIGINT NOT NULL){{clustered}};
WITH RECURSIVE each (stream) AS (SELECT 0 UNION ALL SELECT stream + 1 FROM each WHERE stream < 64)
INSERT INTO journal_head (stream, turn) SELECT stream, 0 FROM each;

CREATE TABLE journal_day (                      -- daily digest over the heads of all streams
    on_day INTEGER NOT NULL PRIMARY KEY, heads TEXT NOT NULL, digest TEXT NOT NULL,
    recorded_us BIGINT NOT NULL){{clustered}};

-- Look-up by people's own references ----------------------------------------------------------------------------------
CREATE TABLE debtor_ref (ref TEXT NOT NULL PRIMARY KEY, debtor_id BIGINT NOT NULL){{clustered}};
CREATE TABLE account_ref (ref TEXT NOT NULL PRIMARY KEY, debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL){{clustered}};
CREATE TABLE payment_ref (ref TEXT NOT NULL PRIMARY KEY, debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL){{clustered}};

CREATE TABLE care_ref (kind INTEGER NOT NULL, id BIGINT NOT NULL, debtor_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL, PRIMARY KEY (kind, id)){{clustered}}; -- promises, holds, disputes by their number

-- Debtors and what hangs off them -------------------------------------------------------------------------------------
CREATE TABLE debtor (
    debtor_id BIGINT NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL, name TEXT NOT NULL,
    kind INTEGER NOT NULL,                      -- person business
    country TEXT NOT NULL, region TEXT NOT NULL, postal_code TEXT NOT NULL,
    time_zone TEXT NOT NULL, language TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    recorded_us BIGINT NOT NULL){{clustered}};

CREATE TABLE account (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
    ref TEXT NOT NULL, creditor_id BIGINT NOT NULL,
    kind INTEGER NOT NULL,                      -- trade consumer medical loan subscription
    currency TEXT NOT NULL,
    terms_days INTEGER,                         -- NULL: the book's default
    credit_limit_minor BIGINT NOT NULL,         -- -1: none set
    opened_day INTEGER,
    owner_id BIGINT NOT NULL,                   -- member; 0 = nobody yet
    treatment TEXT NOT NULL,                    -- '' = as the segment says
    recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id)){{clustered}};

CREATE TABLE party (                            -- who else answers for an account; debtor_id is the account's own debtor
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, party_id BIGINT NOT NULL,
    other_debtor_id BIGINT NOT NULL,
    role INTEGER NOT NULL,                      -- co_debtor guarantor representative payer
    on_day INTEGER NOT NULL, ended_day INTEGER,
    recorded_us BIGINT NOT NULL, ended_us BIGINT,
    PRIMARY KEY (debtor_id, account_id, party_id)){{clustered}};

CREATE TABLE item (                             -- one open item; an invoice in instalments is several with one document
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, item_id BIGINT NOT NULL,
    number TEXT NOT NULL,                       -- unique in its account (asked by the desk; verify proves it)
    kind INTEGER NOT NULL,                      -- invoice debit_note fee interest instalment credit_note order adjustment
    issued_day INTEGER NOT NULL, due_day INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,               -- signed: a credit is negative
    open_minor BIGINT NOT NULL,                 -- amount less all allocations recorded, whatever their day
    document TEXT NOT NULL, reference TEXT NOT NULL, note TEXT NOT NULL,
    recorded_us BIGINT NOT NULL,
    cleared_day INTEGER,                        -- newest day of a payment on it; of use once nothing is open
    cancelled_day INTEGER, cancelled_us BIGINT,
    PRIMARY KEY (debtor_id, account_id, item_id)){{clustered}};
CREATE INDEX item_open ON item (debtor_id, account_id, due_day, item_id, issued_day, open_minor, kind)
    WHERE open_minor <> 0;

CREATE TABLE item_was (                         -- an item as it stood until `until_us`, before it was amended
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, item_id BIGINT NOT NULL, until_us BIGINT NOT NULL,
    number TEXT NOT NULL, kind INTEGER NOT NULL, issued_day INTEGER NOT NULL, due_day INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, item_id, until_us)){{clustered}};

CREATE TABLE payment (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, payment_id BIGINT NOT NULL, -- account 0: not identified yet
    ref TEXT NOT NULL, on_day INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL, currency TEXT NOT NULL,
    unapplied_minor BIGINT NOT NULL,            -- amount plus events less allocations, whatever their day
    method INTEGER NOT NULL,                    -- cash check card wire ach direct_debit other
    reference TEXT NOT NULL,
    state INTEGER NOT NULL,                     -- taken reversed
    recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, payment_id)){{clustered}};
CREATE INDEX payment_unapplied ON payment (debtor_id, account_id, payment_id, unapplied_minor, on_day)
    WHERE unapplied_minor <> 0;

CREATE TABLE payment_event (                    -- reversal (negative), reinstatement (positive), refund (negative)
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, payment_id BIGINT NOT NULL, event_id BIGINT NOT NULL,
    kind INTEGER NOT NULL,                      -- reversed reinstated refunded
    on_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL,
    reason INTEGER NOT NULL,                    -- none returned chargeback misposted
    code TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, payment_id, event_id)){{clustered}};

CREATE TABLE allocation (                       -- what lowers an item; never changed: a release is a row of its own
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, allocation_id BIGINT NOT NULL, -- account: the item's
    item_id BIGINT NOT NULL,
    source INTEGER NOT NULL,                    -- payment credit_note adjustment
    source_id BIGINT NOT NULL,                  -- payment_id, item_id of the credit, adjustment_id
    on_day INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,               -- positive lowers the item; a release is negative
    recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, allocation_id)){{clustered}};

CREATE TABLE adjustment (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, adjustment_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,                    -- the item it lowers (on account: the item it made)
    kind INTEGER NOT NULL,                      -- write_off discount small_balance correction
    on_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL, reason TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, adjustment_id)){{clustered}};

CREATE TABLE promise (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, promise_id BIGINT NOT NULL,
    on_day INTEGER NOT NULL, due_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL,
    plan_id BIGINT NOT NULL,                    -- the plan whose instalment it is; 0 = none
    cancelled_day INTEGER, cancelled_us BIGINT, reason TEXT NOT NULL, note TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, promise_id)){{clustered}};
CREATE TABLE promise_item (                     -- none: the promise is for the account
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, promise_id BIGINT NOT NULL, item_id BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, promise_id, item_id)){{clustered}};

CREATE TABLE plan (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    on_day INTEGER NOT NULL, amount_minor BIGINT NOT NULL, first_day INTEGER NOT NULL,
    every INTEGER NOT NULL,                     -- week two_weeks month
    count INTEGER NOT NULL, cancelled_day INTEGER, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, plan_id)){{clustered}};

CREATE TABLE hold (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, hold_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,                    -- 0 = the whole account
    kind INTEGER NOT NULL,                      -- dispute promise plan legal hardship breathing_space sales manual
    from_day INTEGER NOT NULL, until_day INTEGER, -- last day held; NULL = until lifted
    lifted_day INTEGER, lifted_us BIGINT,
    reason TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, hold_id)){{clustered}};

CREATE TABLE dispute (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, dispute_id BIGINT NOT NULL,
    on_day INTEGER NOT NULL,
    reason INTEGER NOT NULL,                    -- price quantity quality missing_document duplicate paid other
    owner TEXT NOT NULL,
    settled_day INTEGER, settled_us BIGINT,
    decision INTEGER,                           -- credit partial reject
    granted_minor BIGINT NOT NULL, note TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, dispute_id)){{clustered}};
CREATE TABLE dispute_item (
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, dispute_id BIGINT NOT NULL, item_id BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, dispute_id, item_id)){{clustered}};

CREATE TABLE contact (                          -- what happened between us and them, in either direction
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, contact_id BIGINT NOT NULL,
    on_day INTEGER NOT NULL, at_us BIGINT NOT NULL,
    channel INTEGER NOT NULL,                   -- call email sms letter visit portal
    direction INTEGER NOT NULL,                 -- out in
    outcome INTEGER NOT NULL,                   -- no_answer busy wrong_party voicemail reached promised disputed refused paid sent bounced other
    seconds BIGINT NOT NULL, number TEXT NOT NULL, note TEXT NOT NULL,
    next_day INTEGER,                           -- follow up then, and not before
    actor TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, contact_id)){{clustered}};

CREATE INDEX contact_day ON contact (debtor_id, account_id, contact_id, on_day, next_day, direction);

CREATE TABLE step (                             -- a step of the strategy that was finished; the one that is due is derived
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, step_no BIGINT NOT NULL, -- 1, 2, … within the account
    treatment TEXT NOT NULL, step TEXT NOT NULL,
    state INTEGER NOT NULL,                     -- done skipped deferred
    since_day INTEGER NOT NULL,                 -- it was due from then
    finished_day INTEGER NOT NULL,
    covered_day INTEGER NOT NULL,               -- newest due day of the items it spoke of: it counts while one of them is open
    next_day INTEGER,                           -- deferred until, or follow up then
    numbers TEXT NOT NULL, amount_minor BIGINT NOT NULL,
    policy_id BIGINT NOT NULL, actor TEXT NOT NULL, note TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, step_no)){{clustered}};

CREATE TABLE assignment (                       -- who owns the account from a day on, as the rules decided
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, on_day INTEGER NOT NULL, recorded_us BIGINT NOT NULL,
    member_id BIGINT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, on_day, recorded_us)){{clustered}};

CREATE TABLE snapshot (                         -- the account as the day left it; a row only where something differs from the row before
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, on_day INTEGER NOT NULL,
    bucket INTEGER NOT NULL,                    -- index in the policy's bucket set: 0 not due; -1 nothing open
    balance_minor BIGINT NOT NULL, past_due_minor BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, on_day)){{clustered}};

-- Derived -------------------------------------------------------------------------------------------------------------
CREATE TABLE d_habit (                          -- monthly payment habits, see core/habit.h
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
    months BYTEA NOT NULL, last_payment_day INTEGER, last_payment_minor BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id)){{clustered}};

CREATE TABLE d_account (                        -- facts and decision of every account that has anything open or due
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL,
    balance_minor BIGINT NOT NULL, not_due_minor BIGINT NOT NULL, past_due_minor BIGINT NOT NULL,
    chase_minor BIGINT NOT NULL, unapplied_minor BIGINT NOT NULL, disputed_minor BIGINT NOT NULL,
    promised_minor BIGINT NOT NULL,
    oldest_due_day INTEGER, next_due_day INTEGER, open_count INTEGER NOT NULL, past_due_count INTEGER NOT NULL,
    last_payment_day INTEGER, last_contact_day INTEGER, contacts_7d INTEGER NOT NULL, contacts_30d INTEGER NOT NULL,
    broken_12m INTEGER NOT NULL, kept_12m INTEGER NOT NULL, avg_late_12m INTEGER NOT NULL,
    score INTEGER NOT NULL, segment TEXT NOT NULL, treatment TEXT NOT NULL, arm TEXT NOT NULL,
    step TEXT NOT NULL,                         -- where the ladder stands; '' = before the first step
    step_state INTEGER NOT NULL,                -- none due waiting held done
    step_since_day INTEGER, next_step TEXT NOT NULL, next_day INTEGER,
    work_no BIGINT NOT NULL,                    -- of the step that is due; 0 = nothing to do
    holds INTEGER NOT NULL, hold_until_day INTEGER, -- bit k: a hold of kind k is active
    priority BIGINT NOT NULL, owner_id BIGINT NOT NULL, bucket INTEGER NOT NULL,
    policy_id BIGINT NOT NULL,
    digest BIGINT NOT NULL,                     -- of the columns above: tells at a glance whether a row changed
    snapshot_day INTEGER, snapshot_bucket INTEGER NOT NULL, -- the last row of `snapshot`
    snapshot_balance BIGINT NOT NULL, snapshot_past_due BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id)){{clustered}};

CREATE TABLE run (                              -- one daily run; its lease keeps a second one out
    on_day INTEGER NOT NULL, policy_id BIGINT NOT NULL,
    state INTEGER NOT NULL,                     -- running done
    holder TEXT NOT NULL, lease_us BIGINT NOT NULL, started_us BIGINT NOT NULL, ended_us BIGINT NOT NULL,
    accounts BIGINT NOT NULL, works BIGINT NOT NULL,
    PRIMARY KEY (on_day)){{clustered}};

CREATE TABLE run_chunk (                        -- checkpoint: debtors [chunk * 4096, +4096) are decided for that day
    on_day INTEGER NOT NULL, chunk BIGINT NOT NULL, policy_id BIGINT NOT NULL,
    accounts BIGINT NOT NULL, works BIGINT NOT NULL, changed BIGINT NOT NULL, done_us BIGINT NOT NULL,
    PRIMARY KEY (on_day, chunk)){{clustered}};

-- only: pg
ALTER TABLE d_account SET (fillfactor = 50);
ALTER TABLE item SET (fillfactor = 80);
-- end
