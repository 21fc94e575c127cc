-- Visits whose question was, or was about to be, sent: a row goes when the visit's result is kept. Names nobody. Times are ms UTC.
CREATE TABLE asked (
    visit_id    TEXT    NOT NULL UNIQUE,
    asked_at    INTEGER NOT NULL,
    method      TEXT    NOT NULL,
    staff       TEXT,
    certificate TEXT
) STRICT;
