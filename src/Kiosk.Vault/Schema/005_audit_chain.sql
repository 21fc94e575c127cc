-- Each row of the trail carries a MAC over the row before and all that stands in it; the last row carries the mark of the end besides. Both need the key.
-- "through" is set where the rows up to a number were removed when their time was over: the trail goes on from that row.
ALTER TABLE audit ADD COLUMN through INTEGER;
ALTER TABLE audit ADD COLUMN mac BLOB;
ALTER TABLE audit ADD COLUMN end_mark BLOB;

CREATE INDEX audit_by_through ON audit (through) WHERE through IS NOT NULL;

DROP TRIGGER audit_never_changes;
DROP TRIGGER audit_never_goes;
DROP TRIGGER audit_never_replaced;

-- The mark of the end moves on with each row that is added.
CREATE TRIGGER audit_never_changes BEFORE UPDATE OF seq, at, kind, visit_id, staff, outcome, reason, elapsed_ms, detail, through ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

-- Rows of the time before the chain get their MAC once.
CREATE TRIGGER audit_mac_never_changes BEFORE UPDATE OF mac ON audit
WHEN OLD.mac IS NOT NULL OR NEW.mac IS NULL
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM audit WHERE through >= OLD.seq)
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

-- INSERT OR REPLACE would get past the trigger above where recursive triggers are off.
CREATE TRIGGER audit_never_replaced BEFORE INSERT ON audit
WHEN NEW.mac IS NULL OR EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
