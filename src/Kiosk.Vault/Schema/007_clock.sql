-- The day, Japan's, on which the clock was believed last. One row at most.
CREATE TABLE clock (
    only_row    INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    believed_on TEXT    NOT NULL
) STRICT;
