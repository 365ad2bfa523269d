-- Who gets in and how: roles and permissions, invitations, links by mail, two-step verification; the outbox, notices, tokens of the API, calendar feeds.

-- Rebuilt for a role more, which a CHECK can't be given in place. The e-mail addresses of before were typed by managers: nobody has proved them.
CREATE TABLE accounts_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(username) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
    -- When its owner proved to read mail sent there.
    email_verified_at TEXT,
    role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'clinic-admin', 'clinician')),
    -- "Mark user as locum resource" (S2.4).
    is_locum INTEGER NOT NULL DEFAULT 0 CHECK (is_locum IN (0, 1)),
    -- Empty for who has not chosen one yet: no password fits it.
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO accounts_new (id, username, name, email, role, password_hash, active, created_at, revision)
SELECT id, username, name, email, role, password_hash, active, created_at, revision
FROM accounts;
DROP TABLE accounts;
ALTER TABLE accounts_new RENAME TO accounts;

-- Where an account departs from what its role may: given (1) or taken (0).
CREATE TABLE account_permissions (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    permission TEXT NOT NULL CHECK (permission IN (
        'users', 'clinicians', 'groups', 'rota', 'requests', 'sessions', 'locums', 'audit', 'onboarding', 'settings')),
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    PRIMARY KEY (account_id, permission)
) STRICT, WITHOUT ROWID;

-- The roles that must sign in by two steps.
CREATE TABLE two_step_roles (
    role TEXT PRIMARY KEY CHECK (role IN ('admin', 'manager', 'clinic-admin', 'clinician'))
) STRICT, WITHOUT ROWID;

-- RFC 6238. `last_step` is the last 30 seconds whose code was taken, so that none is taken twice; unconfirmed until a first code proved the app.
CREATE TABLE two_step_secrets (
    account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    secret BLOB NOT NULL CHECK (length(secret) = 20),
    confirmed_at TEXT,
    last_step INTEGER NOT NULL DEFAULT 0,
    -- Whose browser showed the password, until a first code came: no other is shown the secret.
    login_id INTEGER,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
    used_at TEXT,
    PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Between the right password and the second step.
CREATE TABLE sign_in_steps (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_steps_account ON sign_in_steps (account_id);

-- What somebody sent when their login had run out, until they are signed in again.
CREATE TABLE kept_forms (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    body BLOB NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_forms_account ON kept_forms (account_id);
CREATE INDEX kept_forms_at ON kept_forms (at);

-- One-time links to an account's owner: a new e-mail address to be proved, a password forgotten. `ended` says why one leads nowhere any more.
CREATE TABLE account_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('email', 'reset')),
    -- The address that is to be proved, or that the link was sent to.
    email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    ended TEXT CHECK (ended IN ('used', 'replaced', 'revoked')),
    CHECK ((ended IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX account_links_account ON account_links (account_id, purpose);

CREATE TABLE practitioner_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE practitioner_group_members (
    group_id INTEGER NOT NULL REFERENCES practitioner_groups (id) ON DELETE CASCADE,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, clinician_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX practitioner_group_members_clinician ON practitioner_group_members (clinician_id);

-- S0.58 to S0.72. Pending until ended or past `expires_at`; one pending for each clinician.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE CASCADE,
    email TEXT NOT NULL COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    ended TEXT CHECK (ended IN ('accepted', 'replaced', 'revoked')),
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    CHECK ((ended IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX invitations_pending ON invitations (clinician_id) WHERE ended IS NULL;
CREATE INDEX invitations_clinician ON invitations (clinician_id);
CREATE INDEX invitations_account ON invitations (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE invitation_groups (
    invitation_id INTEGER NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES practitioner_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (invitation_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_groups_group ON invitation_groups (group_id);

-- A link's token, taken out of the address: the browser holds another, good for some minutes.
CREATE TABLE link_holds (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    link_hash BLOB NOT NULL CHECK (length(link_hash) = 32),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_holds_created ON link_holds (created_at);

-- Mail, written in the transaction of what it tells. The bodies of what holds a secret go when it is sent.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same key is never queued twice.
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT,
    html TEXT,
    holds_secret INTEGER NOT NULL CHECK (holds_secret IN (0, 1)),
    -- RFC 8058: the address that ends mails of this category.
    unsubscribe TEXT,
    -- The left part of its Message-ID, the same for every try: what arrives twice is known for the same.
    message_id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    -- From then on it is of no use, as the link inside is dead; it is dropped instead of sent.
    expires_at TEXT,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at TEXT,
    last_error TEXT,
    ended_at TEXT,
    CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL)),
    CHECK (state <> 'waiting' OR next_at IS NOT NULL)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_state ON outbox (state, id);
CREATE INDEX outbox_expires ON outbox (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX outbox_account ON outbox (account_id);

-- S0.73 to S0.79: what an account asked to be mailed; no row, no mail. `mailed_at` is when the category's last digest went, which also stands when
-- somebody stops them and starts again.
CREATE TABLE notification_choices (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    category TEXT NOT NULL CHECK (category IN ('system', 'action', 'operational')),
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    mailed_at TEXT,
    PRIMARY KEY (account_id, category)
) STRICT, WITHOUT ROWID;

-- What happened that somebody should know; `key` keeps one event from being told twice. 'shifts' is a clinician's own, everything else for whoever
-- may act on it.
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL CHECK (category IN ('system', 'action', 'operational', 'shifts')),
    permission TEXT CHECK (permission IN (
        'users', 'clinicians', 'groups', 'rota', 'requests', 'sessions', 'locums', 'audit', 'onboarding', 'settings')),
    words TEXT NOT NULL,
    path TEXT,
    at TEXT NOT NULL,
    CHECK ((category = 'shifts') = (permission IS NULL))
) STRICT;
CREATE INDEX notices_at ON notices (at);

-- To whom it is shown. `mail_due` is when the category's next digest may go, until it has.
CREATE TABLE notice_readers (
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    read_at TEXT,
    mail_due TEXT,
    mailed_at TEXT,
    PRIMARY KEY (account_id, notice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_readers_notice ON notice_readers (notice_id);
CREATE INDEX notice_readers_unread ON notice_readers (account_id) WHERE read_at IS NULL;
CREATE INDEX notice_readers_due ON notice_readers (mail_due) WHERE mail_due IS NOT NULL;

CREATE TABLE unsubscribe_links (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    category TEXT NOT NULL CHECK (category IN ('system', 'action', 'operational')),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unsubscribe_links_account ON unsubscribe_links (account_id);
CREATE INDEX unsubscribe_links_created ON unsubscribe_links (created_at);

-- The gaps of the published rota that were told of, or that were published so: what is not here is news.
CREATE TABLE known_gaps (
    date TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('am', 'pm')),
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    missing INTEGER NOT NULL CHECK (missing > 0),
    PRIMARY KEY (date, part, place, kind)
) STRICT, WITHOUT ROWID;

-- What they were worked out from: one row, none before the first time.
CREATE TABLE known_gaps_of (
    facts INTEGER NOT NULL,
    publication_id INTEGER NOT NULL
) STRICT;

-- A program's way in, for reading. `scopes` is a JSON list.
CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    expires_on TEXT,
    last_used_at TEXT,
    revoked_at TEXT
) STRICT;
CREATE INDEX api_tokens_creator ON api_tokens (created_by);

-- A clinician's secret calendar address (RFC 5545). It is whose account turned it on, and of nobody else: the triggers end it with that account, and
-- with the clinician's time at the practice, whoever writes. `mark` makes the events' ids unlike those of every other practice.
CREATE TABLE calendar_feeds (
    clinician_id INTEGER NOT NULL PRIMARY KEY REFERENCES clinicians (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    mark TEXT NOT NULL CHECK (length(mark) BETWEEN 1 AND 32),
    created_at TEXT NOT NULL,
    last_read_at TEXT
) STRICT;
CREATE INDEX calendar_feeds_account ON calendar_feeds (account_id);
CREATE TRIGGER calendar_feeds_end_with_account AFTER UPDATE OF active ON accounts WHEN NEW.active = 0
BEGIN DELETE FROM calendar_feeds WHERE account_id = NEW.id; END;
CREATE TRIGGER calendar_feeds_end_with_clinician AFTER UPDATE OF active, account_id ON clinicians
WHEN NEW.active = 0 OR NEW.account_id IS NOT OLD.account_id
BEGIN DELETE FROM calendar_feeds WHERE clinician_id = NEW.id; END;

-- When the parts begin and end by the clock in London; how often that was changed, and when last.
ALTER TABLE practice ADD COLUMN am_from TEXT NOT NULL DEFAULT '08:30';
ALTER TABLE practice ADD COLUMN am_to TEXT NOT NULL DEFAULT '12:30';
ALTER TABLE practice ADD COLUMN pm_from TEXT NOT NULL DEFAULT '14:00';
ALTER TABLE practice ADD COLUMN pm_to TEXT NOT NULL DEFAULT '18:00';
ALTER TABLE practice ADD COLUMN times_revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE practice ADD COLUMN times_changed_at TEXT;

-- The version since which the shift stands just so, through all that were published after it; NULL: its own.
ALTER TABLE publication_shifts ADD COLUMN since_id INTEGER;

-- Leave that waits for a decision is looked for every minute.
CREATE INDEX leave_requests_requested ON leave_requests (id) WHERE status = 'requested';
