-- 0002_gate.sql: what the contact gate must know, what it answered, and who overrode it.  The words in `type`, `medium`,
-- `channel` and `body` are those of the gate's vocabulary (src/gate/gate_words.c).

CREATE TABLE contact_fact (                     -- one thing known of a debtor for the gate, see gate/gate_book.h
    debtor_id BIGINT NOT NULL, fact_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,                 -- the debt it speaks of; 0 = all debts of the debtor
    kind INTEGER NOT NULL,                      -- point location consent preference notice status debt
    type TEXT NOT NULL,                         -- within the kind: a line type, a source, a consent type, an event …
    medium TEXT NOT NULL,                       -- '' = none
    subject TEXT NOT NULL,                      -- address, number, place, or zones with commas between; '' = none
    from_us BIGINT NOT NULL,                    -- holds, was given or was received from then on
    until_us BIGINT,                            -- the first instant after its stated end; NULL = open-ended
    ended_us BIGINT, ended_recorded_us BIGINT,  -- withdrawn, lifted or superseded then, and when we learned it
    body TEXT NOT NULL,                         -- the rest: a JSON object; '' = nothing more
    actor TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, fact_id)){{clustered}};
CREATE TABLE contact_fact_ref (fact_id BIGINT NOT NULL PRIMARY KEY, debtor_id BIGINT NOT NULL){{clustered}};

ALTER TABLE contact ADD COLUMN debts TEXT NOT NULL DEFAULT '';   -- account ids it counts to, commas between; '' = its own
ALTER TABLE contact ADD COLUMN body TEXT NOT NULL DEFAULT '';    -- more for the gate (purpose, dial, in_reply_to …), JSON
ALTER TABLE contact ADD COLUMN verdict_id BIGINT NOT NULL DEFAULT 0; -- the answer that let it out; 0 = came in, or imported
ALTER TABLE contact ADD COLUMN breach TEXT NOT NULL DEFAULT '';  -- it happened although the gate denied it: the reason given

CREATE TABLE gate_version (                     -- what a verdict was judged by
    version_id BIGINT NOT NULL PRIMARY KEY, rulebook TEXT NOT NULL, tzdata TEXT NOT NULL,
    recorded_us BIGINT NOT NULL, UNIQUE (rulebook, tzdata)){{clustered}};

CREATE TABLE verdict (                          -- every answer of the gate that was acted on, stored before the act
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, verdict_id BIGINT NOT NULL,
    at_us BIGINT NOT NULL,                      -- the instant judged
    stage INTEGER NOT NULL,                     -- planned (by the day) asked sending
    channel TEXT NOT NULL, subject TEXT NOT NULL, -- the address or number; '' = the usual one
    outcome INTEGER NOT NULL,                   -- allow require deny
    codes TEXT NOT NULL, rules TEXT NOT NULL, requires TEXT NOT NULL, -- commas between
    next_us BIGINT, next_day INTEGER,           -- the same would pass from then on; both NULL: unknown
    proof TEXT NOT NULL,                        -- JSON: reasons with their evidence, counters, zones and local times, flags
    version_id BIGINT NOT NULL, policy_id BIGINT NOT NULL,
    override_id BIGINT NOT NULL,                -- the override that let it pass; 0 = none
    actor TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, verdict_id)){{clustered}};

CREATE TABLE gate_override (                    -- a documented exception: who let it pass, why, until when
    debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, override_id BIGINT NOT NULL,
    rule INTEGER NOT NULL,                      -- 23, 24, or 27 (the house's own pacing)
    ground TEXT NOT NULL,                       -- law_required litigation information_request time_critical house
    reason TEXT NOT NULL, evidence TEXT NOT NULL,
    from_us BIGINT NOT NULL, until_us BIGINT NOT NULL,
    approver TEXT NOT NULL, asked_by TEXT NOT NULL,
    ended_us BIGINT, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, account_id, override_id)){{clustered}};
CREATE TABLE gate_override_ref (override_id BIGINT NOT NULL PRIMARY KEY, debtor_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL){{clustered}};

CREATE TABLE conversation (                     -- who is speaking with the debtor now
    debtor_id BIGINT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, since_us BIGINT NOT NULL,
    until_us BIGINT NOT NULL){{clustered}};

CREATE TABLE erasure (                          -- the proof of a deletion: what, when, on whose word, and what it was before
    debtor_id BIGINT NOT NULL, erasure_id BIGINT NOT NULL,
    on_day INTEGER NOT NULL, what TEXT NOT NULL, bases TEXT NOT NULL, digest TEXT NOT NULL,
    verdict_id BIGINT NOT NULL, actor TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (debtor_id, erasure_id)){{clustered}};

CREATE TABLE rule_change (                      -- changes of law and house rules, known in advance
    change_id BIGINT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
    effective_day INTEGER NOT NULL,
    rules TEXT NOT NULL,                        -- "R63,R64"; '' = nobody has mapped it yet
    training TEXT NOT NULL, training_due_day INTEGER,
    owner TEXT NOT NULL, state INTEGER NOT NULL, -- open done withdrawn
    actor TEXT NOT NULL, recorded_us BIGINT NOT NULL){{clustered}};
CREATE TABLE rule_attest (                      -- who has read, or was trained on, a change
    change_id BIGINT NOT NULL, member TEXT NOT NULL, on_day INTEGER NOT NULL, recorded_us BIGINT NOT NULL,
    PRIMARY KEY (change_id, member)){{clustered}};

-- What the gate said of the step that is due.
ALTER TABLE d_account ADD COLUMN gate_outcome INTEGER NOT NULL DEFAULT -1; -- allow require deny; -1 = not asked
ALTER TABLE d_account ADD COLUMN gate_word TEXT NOT NULL DEFAULT '';      -- the first code or requirement
ALTER TABLE d_account ADD COLUMN gate_rules TEXT NOT NULL DEFAULT '';
ALTER TABLE d_account ADD COLUMN gate_next_day INTEGER;                   -- the first day on which it would pass
