-- Keys that outlive the vault's own: of the marks of people, and of the trail's MACs. Sealed with the vault's key.
CREATE TABLE held_keys (
    use    TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT;
