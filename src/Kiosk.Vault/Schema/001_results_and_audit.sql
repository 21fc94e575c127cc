-- Which key the sealed values belong to: a vault never opens beside a foreign key.
CREATE TABLE sealing_keys (
    key_id INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- In clear only what names nobody; the person is in "sealed". Times are ms UTC, days are Japan's, as yyyy-MM-dd.
CREATE TABLE results (
    visit_id TEXT    NOT NULL UNIQUE,
    ended_at INTEGER NOT NULL,
    day      TEXT    NOT NULL,
    last_day TEXT    NOT NULL,
    outcome  TEXT    NOT NULL,
    reason   TEXT,
    method   TEXT    NOT NULL,
    sealed   BLOB    NOT NULL
) STRICT;

-- Serves the list of a day and the purge alike: a day has one last day.
CREATE INDEX results_by_last_day ON results (last_day, day, ended_at);

-- Rows come in the order of seq, and never change or go.
CREATE TABLE audit (
    seq        INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    visit_id   TEXT,
    staff      TEXT,
    outcome    TEXT,
    reason     TEXT,
    elapsed_ms INTEGER,
    detail     TEXT
) STRICT;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

-- INSERT OR REPLACE would get past the trigger above where recursive triggers are off.
CREATE TRIGGER audit_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
