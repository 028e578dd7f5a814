-- 0004_proof.sql: what many answers of the gate have in common is written once.  Where no rule spoke on a step of the
-- day's plan, its proof is the figures and the local time; thousands of debtors share them.

CREATE TABLE gate_proof (                       -- holds nothing of a person
    proof_id BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL, recorded_us BIGINT NOT NULL,
    UNIQUE (text)){{clustered}};
ALTER TABLE verdict ADD COLUMN proof_id BIGINT NOT NULL DEFAULT 0; -- where its proof stands; 0 = in the row
