-- One database is one practice organisation, with its locations inside.
-- Dates are ISO text, instants UTC text (2026-11-23T08:31:00Z). Sets of weekdays are masks: Monday is 1, Sunday 64.
-- AUTOINCREMENT: the audit log, forms and addresses name rows by id, so the id of a row that is gone is never given to another.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(username) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
    role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'clinician')),
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE logins (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    flash TEXT
) STRICT;
CREATE INDEX logins_account ON logins (account_id);

-- Counts tries at a password by 'name:…' (hashed), 'address:…' and 'password:…', to slow down guessing.
CREATE TABLE sign_in_failures (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setup_links (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A form that was sent twice shows the first result.
CREATE TABLE form_submissions (
    token TEXT PRIMARY KEY,
    login_id INTEGER NOT NULL REFERENCES logins (id) ON DELETE CASCADE,
    location TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX form_submissions_login ON form_submissions (login_id);
CREATE INDEX form_submissions_at ON form_submissions (at);

CREATE TABLE audit_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    request_id TEXT
) STRICT;
CREATE INDEX audit_entries_subject ON audit_entries (subject_kind, subject_id);
CREATE INDEX audit_entries_at ON audit_entries (at);

-- A practice file that was uploaded and checked, until it is imported or a day old.
CREATE TABLE uploaded_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    uploaded_at TEXT NOT NULL
) STRICT;

CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    nation TEXT NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
    full_time_parts REAL NOT NULL CHECK (full_time_parts >= 1),
    duty_span TEXT NOT NULL CHECK (duty_span IN ('day', 'half')),
    counts_towards_minimum TEXT NOT NULL,
    protected_until TEXT,
    protected_weeks INTEGER NOT NULL DEFAULT 6 CHECK (protected_weeks BETWEEN 0 AND 52),
    rota_revision INTEGER NOT NULL DEFAULT 0,
    facts_revision INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE opening (
    weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    part TEXT NOT NULL CHECK (part IN ('am', 'pm')),
    PRIMARY KEY (weekday, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE locations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE closures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    date TEXT NOT NULL,
    span TEXT NOT NULL CHECK (span IN ('full', 'am', 'pm')),
    title TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('bank holiday', 'practice')),
    revision INTEGER NOT NULL DEFAULT 1,
    UNIQUE (date)
) STRICT;

CREATE TABLE clinician_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE supervisor_groups (
    term_type TEXT PRIMARY KEY CHECK (term_type IN ('fy', 'st')),
    group_id INTEGER NOT NULL REFERENCES clinician_groups (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE clinicians (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 200),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    duty_balance REAL NOT NULL DEFAULT 0,
    account_id INTEGER UNIQUE REFERENCES accounts (id) ON DELETE SET NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX clinicians_name ON clinicians (name COLLATE NOCASE);

CREATE TABLE clinician_group_members (
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE CASCADE,
    group_id INTEGER NOT NULL REFERENCES clinician_groups (id) ON DELETE CASCADE,
    PRIMARY KEY (clinician_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clinician_group_members_group ON clinician_group_members (group_id);

CREATE TABLE working_terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE RESTRICT,
    type TEXT NOT NULL CHECK (type IN ('partner', 'salaried', 'locum', 'fy', 'st')),
    start_on TEXT NOT NULL,
    end_on TEXT CHECK (end_on IS NULL OR end_on >= start_on),
    duty INTEGER NOT NULL CHECK (duty IN (0, 1)),
    supervisor_id INTEGER REFERENCES clinicians (id) ON DELETE RESTRICT,
    fte REAL CHECK (fte IS NULL OR fte BETWEEN 0 AND 100),
    fixed_days INTEGER NOT NULL DEFAULT 0 CHECK (fixed_days BETWEEN 0 AND 127),
    fixed_days_b INTEGER CHECK (fixed_days_b IS NULL OR fixed_days_b BETWEEN 0 AND 127),
    half_days TEXT NOT NULL DEFAULT '{}',
    cannot_work INTEGER NOT NULL DEFAULT 0 CHECK (cannot_work BETWEEN 0 AND 127),
    must_work INTEGER NOT NULL DEFAULT 0 CHECK (must_work BETWEEN 0 AND 127),
    min_shifts REAL CHECK (min_shifts IS NULL OR min_shifts >= 0),
    max_shifts REAL CHECK (max_shifts IS NULL OR max_shifts >= 0),
    leave_entitlement REAL CHECK (leave_entitlement IS NULL OR leave_entitlement >= 0),
    revision INTEGER NOT NULL DEFAULT 1,
    CHECK (type NOT IN ('fy', 'st') OR (supervisor_id IS NOT NULL AND supervisor_id <> clinician_id)),
    CHECK (type <> 'partner' OR fte IS NOT NULL),
    CHECK (type <> 'partner' OR must_work & cannot_work = 0)
) STRICT;
CREATE INDEX working_terms_clinician ON working_terms (clinician_id, start_on);

-- S0.50: terms of one clinician never overlap, whoever writes.
CREATE TRIGGER working_terms_no_overlap_insert BEFORE INSERT ON working_terms
WHEN EXISTS (
    SELECT 1 FROM working_terms AS other
    WHERE other.clinician_id = NEW.clinician_id
      AND other.start_on <= coalesce(NEW.end_on, '9999-12-31')
      AND NEW.start_on <= coalesce(other.end_on, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'working terms overlap'); END;

CREATE TRIGGER working_terms_no_overlap_update BEFORE UPDATE ON working_terms
WHEN EXISTS (
    SELECT 1 FROM working_terms AS other
    WHERE other.clinician_id = NEW.clinician_id
      AND other.id <> NEW.id
      AND other.start_on <= coalesce(NEW.end_on, '9999-12-31')
      AND NEW.start_on <= coalesce(other.end_on, '9999-12-31'))
BEGIN SELECT RAISE(ABORT, 'working terms overlap'); END;

CREATE TABLE working_term_locations (
    term_id INTEGER NOT NULL REFERENCES working_terms (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE RESTRICT,
    PRIMARY KEY (term_id, position),
    UNIQUE (term_id, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave_adjustments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    term_id INTEGER NOT NULL REFERENCES working_terms (id) ON DELETE CASCADE,
    amount REAL NOT NULL CHECK (amount <> 0),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX leave_adjustments_term ON leave_adjustments (term_id);

CREATE TABLE leave_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE RESTRICT,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL CHECK (last_on >= first_on),
    part TEXT NOT NULL CHECK (part IN ('full', 'am', 'pm')),
    type TEXT NOT NULL CHECK (length(type) > 0),
    status TEXT NOT NULL CHECK (status IN ('requested', 'approved', 'denied', 'cancelled')),
    note TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX leave_requests_clinician ON leave_requests (clinician_id, first_on);
CREATE INDEX leave_requests_dates ON leave_requests (first_on, last_on);

CREATE TABLE locum_bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE RESTRICT,
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE RESTRICT,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL CHECK (last_on >= first_on),
    part TEXT NOT NULL CHECK (part IN ('full', 'am', 'pm')),
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX locum_bookings_clinician ON locum_bookings (clinician_id, first_on);

-- One location a day for a locum (rules.md, locum_bookings).
CREATE TRIGGER locum_bookings_one_location_insert BEFORE INSERT ON locum_bookings
WHEN EXISTS (
    SELECT 1 FROM locum_bookings AS other
    WHERE other.clinician_id = NEW.clinician_id
      AND other.location_id <> NEW.location_id
      AND other.first_on <= NEW.last_on AND NEW.first_on <= other.last_on)
BEGIN SELECT RAISE(ABORT, 'locum booked at two locations'); END;

CREATE TRIGGER locum_bookings_one_location_update BEFORE UPDATE ON locum_bookings
WHEN EXISTS (
    SELECT 1 FROM locum_bookings AS other
    WHERE other.clinician_id = NEW.clinician_id
      AND other.id <> NEW.id
      AND other.location_id <> NEW.location_id
      AND other.first_on <= NEW.last_on AND NEW.first_on <= other.last_on)
BEGIN SELECT RAISE(ABORT, 'locum booked at two locations'); END;

CREATE TABLE cover (
    weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    part TEXT NOT NULL CHECK (part IN ('am', 'pm')),
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    minimum INTEGER NOT NULL CHECK (minimum BETWEEN 0 AND 999),
    duty INTEGER NOT NULL CHECK (duty BETWEEN 0 AND 999),
    PRIMARY KEY (weekday, part, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cover_overrides (
    date TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('am', 'pm')),
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    minimum INTEGER NOT NULL CHECK (minimum BETWEEN 0 AND 999),
    duty INTEGER NOT NULL CHECK (duty BETWEEN 0 AND 999),
    PRIMARY KEY (date, part, location_id)
) STRICT, WITHOUT ROWID;

-- The rota as managers work on it. Clinicians see publications only.
CREATE TABLE shifts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE RESTRICT,
    date TEXT NOT NULL,
    span TEXT NOT NULL CHECK (span IN ('full', 'am', 'pm')),
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'duty')),
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE RESTRICT,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    overrides TEXT NOT NULL DEFAULT ''
) STRICT;
-- H2: two shifts of a clinician never share a part.
CREATE UNIQUE INDEX shifts_am ON shifts (clinician_id, date) WHERE span IN ('full', 'am');
CREATE UNIQUE INDEX shifts_pm ON shifts (clinician_id, date) WHERE span IN ('full', 'pm');
CREATE INDEX shifts_date ON shifts (date);

CREATE TRIGGER shifts_revision_insert AFTER INSERT ON shifts BEGIN UPDATE practice SET rota_revision = rota_revision + 1; END;
CREATE TRIGGER shifts_revision_update AFTER UPDATE ON shifts BEGIN UPDATE practice SET rota_revision = rota_revision + 1; END;
CREATE TRIGGER shifts_revision_delete AFTER DELETE ON shifts BEGIN UPDATE practice SET rota_revision = rota_revision + 1; END;

-- Counts every change of what a rota is checked against, so that a check made before a change is known to be void.
CREATE TRIGGER opening_facts_insert AFTER INSERT ON opening BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER opening_facts_update AFTER UPDATE ON opening BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER opening_facts_delete AFTER DELETE ON opening BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER closures_facts_insert AFTER INSERT ON closures BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER closures_facts_update AFTER UPDATE ON closures BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER closures_facts_delete AFTER DELETE ON closures BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_terms_facts_insert AFTER INSERT ON working_terms BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_terms_facts_update AFTER UPDATE ON working_terms BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_terms_facts_delete AFTER DELETE ON working_terms BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_term_locations_facts_insert AFTER INSERT ON working_term_locations BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_term_locations_facts_update AFTER UPDATE ON working_term_locations BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER working_term_locations_facts_delete AFTER DELETE ON working_term_locations BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER locum_bookings_facts_insert AFTER INSERT ON locum_bookings BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER locum_bookings_facts_update AFTER UPDATE ON locum_bookings BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER locum_bookings_facts_delete AFTER DELETE ON locum_bookings BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_overrides_facts_insert AFTER INSERT ON cover_overrides BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_overrides_facts_update AFTER UPDATE ON cover_overrides BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_overrides_facts_delete AFTER DELETE ON cover_overrides BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_facts_insert AFTER INSERT ON cover BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_facts_update AFTER UPDATE ON cover WHEN (OLD.minimum, OLD.duty) IS NOT (NEW.minimum, NEW.duty) BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER cover_facts_delete AFTER DELETE ON cover BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER clinicians_facts_insert AFTER INSERT ON clinicians BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER clinicians_facts_update AFTER UPDATE ON clinicians WHEN (OLD.active, OLD.duty_balance) IS NOT (NEW.active, NEW.duty_balance) BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER clinicians_facts_delete AFTER DELETE ON clinicians BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
-- Only approved leave binds the rota.
CREATE TRIGGER leave_requests_facts_insert AFTER INSERT ON leave_requests WHEN NEW.status = 'approved' BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER leave_requests_facts_update AFTER UPDATE ON leave_requests
WHEN 'approved' IN (OLD.status, NEW.status)
    AND (OLD.clinician_id, OLD.first_on, OLD.last_on, OLD.part, OLD.status) IS NOT (NEW.clinician_id, NEW.first_on, NEW.last_on, NEW.part, NEW.status)
BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER leave_requests_facts_delete AFTER DELETE ON leave_requests WHEN OLD.status = 'approved' BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;
CREATE TRIGGER practice_facts_update AFTER UPDATE OF full_time_parts, duty_span, counts_towards_minimum ON practice
WHEN (OLD.full_time_parts, OLD.duty_span, OLD.counts_towards_minimum) IS NOT (NEW.full_time_parts, NEW.duty_span, NEW.counts_towards_minimum)
BEGIN UPDATE practice SET facts_revision = facts_revision + 1; END;

CREATE TABLE publications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL CHECK (last_on >= first_on),
    rolled_back_id INTEGER REFERENCES publications (id) ON DELETE RESTRICT,
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL,
    -- What it holds, and what it changed for clinicians: counted once, since a version never changes.
    shift_count INTEGER NOT NULL DEFAULT 0,
    changed_days INTEGER NOT NULL DEFAULT 0,
    changed_clinicians INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Each date of a publication, and which publication stood for it before.
CREATE TABLE publication_days (
    publication_id INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    date TEXT NOT NULL,
    previous_id INTEGER REFERENCES publications (id) ON DELETE RESTRICT,
    PRIMARY KEY (publication_id, date)
) STRICT, WITHOUT ROWID;

-- The publication that stands for a date now.
CREATE TABLE published_days (
    date TEXT PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publications (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE publication_shifts (
    publication_id INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    date TEXT NOT NULL,
    clinician_id INTEGER NOT NULL REFERENCES clinicians (id) ON DELETE RESTRICT,
    span TEXT NOT NULL CHECK (span IN ('full', 'am', 'pm')),
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'duty')),
    location_id INTEGER NOT NULL REFERENCES locations (id) ON DELETE RESTRICT,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    PRIMARY KEY (publication_id, date, clinician_id, span)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_shifts_clinician ON publication_shifts (clinician_id, date);

-- A rota generation: a job with its progress, then a proposal until it is saved or discarded.
CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'ready', 'saved', 'discarded', 'cancelled', 'failed')),
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL CHECK (last_on >= first_on),
    mode TEXT NOT NULL CHECK (mode IN ('fill', 'replace')),
    override_protected INTEGER NOT NULL CHECK (override_protected IN (0, 1)),
    protected_until TEXT,
    seed INTEGER NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    finished_at TEXT,
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
    steps_done INTEGER NOT NULL DEFAULT 0,
    steps_total INTEGER NOT NULL DEFAULT 0,
    phase TEXT NOT NULL DEFAULT '',
    curve TEXT NOT NULL DEFAULT '[]',
    rota_revision INTEGER NOT NULL,
    rota TEXT,
    report TEXT,
    failure TEXT
) STRICT;
