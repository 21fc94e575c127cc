-- Whose visit it was: HMAC-SHA256 of the certificate's SHA-256, under a key derived from the vault's. Null: no certificate was read, or an older version wrote it.
ALTER TABLE results ADD COLUMN person TEXT;
-- The earlier visit whose answer was shown again.
ALTER TABLE results ADD COLUMN repeat_of TEXT;
ALTER TABLE asked ADD COLUMN person TEXT;

-- A month has one last day.
CREATE INDEX results_by_person ON results (person, last_day, ended_at) WHERE person IS NOT NULL;
