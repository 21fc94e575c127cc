-- Whose visit it was: HMAC-SHA256 of the certificate's SHA-256, under a key derived from the vault's. Null: no certificate was read, or an older version wrote it.
ALTER TABLE results ADD COLUMN person TEXT;
-- The earlier visit whose answer was shown again.
ALTER TABLE results ADD COLUMN repeat_of TEXT;
ALTER TABLE asked ADD COLUMN person TEXT;

-- A month has one last day.
CREATE INDEX results_by_person ON results (person, last_day, ended_at) WHERE person IS NOT NULL;

-- Visits in which nobody could be asked. Open as long as closed_at is null. "link" is the later visit or the check that settled it; "note" is sealed.
CREATE TABLE pending (
    visit_id  TEXT    NOT NULL UNIQUE,
    ended_at  INTEGER NOT NULL,
    last_day  TEXT    NOT NULL,
    outcome   TEXT    NOT NULL,
    reason    TEXT,
    method    TEXT    NOT NULL,
    person    TEXT,
    closed_at INTEGER,
    closed_as TEXT,
    cause     TEXT,
    link      TEXT,
    note      BLOB
) STRICT;

CREATE INDEX pending_open ON pending (ended_at) WHERE closed_at IS NULL;

-- Checks by paper. "contradicts" lists how the later visit's answer differs; "seen" is 1 once staff have looked at that.
CREATE TABLE checks (
    check_id        TEXT    NOT NULL UNIQUE,
    visit_id        TEXT,
    person          TEXT,
    checked_at      INTEGER NOT NULL,
    day             TEXT    NOT NULL,
    last_day        TEXT    NOT NULL,
    route           TEXT    NOT NULL,
    contradicted_by TEXT,
    contradicts     TEXT,
    seen            INTEGER NOT NULL DEFAULT 0,
    sealed          BLOB    NOT NULL
) STRICT;

CREATE INDEX checks_by_day ON checks (day, checked_at);
CREATE INDEX checks_by_person ON checks (person) WHERE person IS NOT NULL;
CREATE INDEX checks_contradicted ON checks (checked_at) WHERE contradicted_by IS NOT NULL AND seen = 0;
