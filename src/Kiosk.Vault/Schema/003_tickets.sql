-- What was noted of the ticket that a visitor brought: perhaps before the visit has a result, and gone with it. What stands on it is in "sealed".
CREATE TABLE tickets (
    visit_id TEXT NOT NULL UNIQUE,
    last_day TEXT NOT NULL,
    sealed   BLOB NOT NULL
) STRICT;
