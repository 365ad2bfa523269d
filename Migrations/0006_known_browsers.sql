-- Browsers that an account has signed in with are known by a cookie that opens nothing: tries made elsewhere can't hold the owner's sign-in shut (issue 5.8).
CREATE TABLE known_browsers (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    mark_hash BLOB NOT NULL CHECK (length(mark_hash) = 32),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (account_id, mark_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_browsers_mark ON known_browsers (mark_hash);

-- What makes the ids of a clinician's calendar events unlike those of every other practice. It outlives the calendar's address, so that events keep their
-- ids through turning the calendar off and on again (RFC 5545 3.8.4.7; issue 5.16).
CREATE TABLE calendar_marks (
    clinician_id INTEGER NOT NULL PRIMARY KEY REFERENCES clinicians (id) ON DELETE CASCADE,
    mark TEXT NOT NULL CHECK (length(mark) BETWEEN 1 AND 32)
) STRICT;
INSERT INTO calendar_marks (clinician_id, mark)
SELECT clinician_id, mark FROM calendar_feeds;
ALTER TABLE calendar_feeds DROP COLUMN mark;
