-- Visits whose result is on disk and is still to be put into the folder for other programs. Names nobody.
CREATE TABLE unexported (
    visit_id TEXT NOT NULL UNIQUE
) STRICT;
