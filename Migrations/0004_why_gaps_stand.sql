-- What no rota of the dates can be short of less than, as "cover:duty:supervision"; and the wish to stop with the best rota so far.
ALTER TABLE generations ADD COLUMN least TEXT;
ALTER TABLE generations ADD COLUMN end_requested INTEGER NOT NULL DEFAULT 0 CHECK (end_requested IN (0, 1));

-- What there is to say of each gap of a generated rota that waits to be saved: worked out once, by the job. `gap` is its place in the report.
CREATE TABLE gap_accounts (
    generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    gap INTEGER NOT NULL CHECK (gap >= 0),
    standing TEXT NOT NULL CHECK (standing IN ('unavoidable', 'tied', 'couldBeMet', 'unknown')),
    unavoidable INTEGER NOT NULL CHECK (unavoidable >= 0),
    brief TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (generation_id, gap)
) STRICT, WITHOUT ROWID;
