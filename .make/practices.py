#!/usr/bin/env python3
"""Practices to measure with, always the same for the same figures and week: prints a practice file.

    practices.py CLINICIANS A_WEEK WEEKS     so many clinicians, how many of them work in a week, and for how many weeks

Each clinician has three terms after each other. A practice file may hold 200,000 shifts; `add_shifts` puts more straight into a database
into which the rest was imported, and `add_history` what a practice gathers over the years: publications, and the audit log.
"""

import json
import sqlite3
import sys
from datetime import date, timedelta

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FIRST = ["Amara", "Bethan", "Callum", "Dilys", "Ewan", "Farah", "Gwen", "Hamish", "Imogen", "Jonas", "Kavita", "Lowri", "Magnus", "Zoë", "Oscar", "Priya", "Quentin", "Siân", "Sunita", "Tomos"]
LAST = ["Okafor", "O'Brien", "Reid", "Morgan", "Fraser", "Siddiqui", "Hartley", "Innes", "Fernández", "Kaur"]
LOCATIONS = ["Main Surgery", "Branch East"]
GROUPS = ["FY Supervisor", "ST Supervisor", "Minor surgery", "Women's health", "Safeguarding", "Duty & triage"]
KINDS = ["partner", "salaried", "salaried", "partner", "st", "salaried", "partner", "salaried", "salaried", "salaried"]
WEEKS_AHEAD = 12


def practice(clinicians: int, weekly: int, weeks: int) -> dict:
    """`weekly` clinicians work on each weekday, morning and afternoon: the first four fifths always, the rest are locums who take turns."""
    monday = date.today() - timedelta(days=date.today().weekday())
    first, last = monday - timedelta(weeks=weeks - WEEKS_AHEAD), monday + timedelta(weeks=WEEKS_AHEAD, days=-1)
    regulars = weekly if clinicians == weekly else weekly * 4 // 5
    people = [f"Dr {FIRST[n % 20]} {LAST[n // 20 % 10]}" for n in range(clinicians)]
    ids = [name[3:].lower().replace(" ", "-").replace("'", "").replace("ë", "e").replace("â", "a").replace("á", "a") for name in people]
    closures = {day for year in range(first.year, last.year + 1) for day in (date(year, 1, 1), date(year, 12, 25)) if first <= day <= last}
    terms, leave, bookings, shifts, away = [], [], [], [], set()
    for n, slug in enumerate(ids):
        kind = KINDS[n % 10] if n < regulars else "locum"
        third = timedelta(weeks=max(weeks // 3, 20) + n % 3)
        starts = [last - third * 3 - timedelta(days=365), last - third * 2, last - third]
        for index, start in enumerate(starts):
            end = starts[index + 1] - timedelta(days=1) if index < 2 else None
            terms.append(term(slug, kind, start, end, n, ids[n - n % 10]))
        for year in range(first.year, last.year + 1) if n < regulars else ():
            for spring in (2 + n % 4, 7 + n % 5):
                begin = date(year, spring, 1 + n * 7 % 21)
                leave.append({"clinician": slug, "from": begin.isoformat(), "to": (begin + timedelta(days=4)).isoformat(), "part": "full", "type": "annual", "status": "approved"})
                away |= {(n, begin + timedelta(days=day)) for day in range(5)}
    for week in range(weeks):
        start = first + timedelta(weeks=week)
        turn = [regulars + (week * (weekly - regulars) + seat) % (clinicians - regulars) for seat in range(weekly - regulars)] if weekly > regulars else []
        for n in turn:
            bookings.append({"clinician": ids[n], "location": LOCATIONS[n % 2], "from": start.isoformat(), "to": (start + timedelta(days=4)).isoformat(), "part": "full"})
        for day in range(5):
            at = start + timedelta(days=day)
            if at not in closures:
                shifts += shifts_of(at, [n for n in (*range(regulars), *turn) if (n, at) not in away], regulars, ids, week * 5 + day)
    return {
        "practice": {
            "name": "Measured Surgery", "nation": "england-and-wales", "full_time_parts": 10,
            "open": {day: ["am", "pm"] if day not in ("sat", "sun") else [] for day in WEEKDAYS}, "closures": sorted(day.isoformat() for day in closures), "duty_span": "half",
            "counts_towards_minimum": ["partner", "salaried", "locum", "st"], "supervisor_groups": {"fy": "FY Supervisor", "st": "ST Supervisor"}},
        "locations": LOCATIONS, "groups": GROUPS,
        "clinicians": [
            {"id": slug, "name": people[n], "active": True, "groups": sorted({GROUPS[(n + step * 2) % 6] for step in range(1 + n % 3)} | ({"ST Supervisor"} if n % 10 == 0 else set()), key=GROUPS.index), "duty_balance": 0}
            for n, slug in enumerate(ids)],
        "terms": terms, "leave": leave, "locum_bookings": bookings,
        "cover": [
            {"weekday": day, "part": part, "location": location, "minimum": weekly // 3, "duty": 1}
            for day in WEEKDAYS[:5] for part in ("am", "pm") for location in LOCATIONS],
        "cover_overrides": [], "shifts": shifts, "protected_until": None}


def term(slug: str, kind: str, start: date, end: date | None, n: int, supervisor: str) -> dict:
    trainee, partner = kind == "st", kind == "partner"
    return {
        "clinician": slug, "type": kind, "start": start.isoformat(), "end": end.isoformat() if end else None, "duty": not trainee and kind != "locum",
        "locations": [LOCATIONS[n % 2]], "supervisor": supervisor if trainee else None, "fte": 100 if partner else None,
        "fixed_days": WEEKDAYS[:5] if kind == "salaried" or trainee else [], "fixed_days_b": None, "half_days": {}, "cannot_work": [], "must_work": [],
        "min_shifts": None, "max_shifts": None, "leave_entitlement": None if kind == "locum" else 6 if partner else 30}


def shifts_of(at: date, present: list[int], regulars: int, ids: list[str], turn: int) -> list[dict]:
    """A shift for each half of the day; the duty doctors of a location change at midday."""
    found = []
    takes = {place: [n for n in present if n % 2 == place and n < regulars and KINDS[n % 10] == "salaried"] for place in (0, 1)}
    for half, span in enumerate(("am", "pm")):
        duty = {doctors[(turn * 2 + half) % len(doctors)] for doctors in takes.values() if doctors}
        found += [
            {"clinician": ids[n], "date": at.isoformat(), "span": span, "kind": "duty" if n in duty else "standard", "location": LOCATIONS[n % 2], "pinned": (n + turn) % 17 == 0}
            for n in present]
    return found


def add_shifts(path: str, shifts: list[dict]) -> None:
    with sqlite3.connect(path) as db:
        clinicians, locations = dict(db.execute("SELECT code, id FROM clinicians")), dict(db.execute("SELECT name, id FROM locations"))
        # The trigger counts each row in the table of one row, which would be most of the work.
        trigger = db.execute("SELECT sql FROM sqlite_master WHERE name = 'shifts_revision_insert'").fetchone()[0]
        db.execute("DROP TRIGGER shifts_revision_insert")
        db.executemany(
            "INSERT INTO shifts (clinician_id, date, span, kind, location_id, pinned) VALUES (?, ?, ?, ?, ?, ?)",
            ((clinicians[row["clinician"]], row["date"], row["span"], row["kind"], locations[row["location"]], row["pinned"]) for row in shifts))
        db.execute("UPDATE practice SET rota_revision = rota_revision + ?", (len(shifts),))
        db.execute(trigger)


def add_history(path: str, acts_a_week: int = 60) -> None:
    """Publishes every four weeks up to the next fortnight, and fills the audit log."""
    with sqlite3.connect(path) as db:
        first, last = (date.fromisoformat(day) for day in db.execute("SELECT min(date), max(date) FROM shifts").fetchone())
        until = min(last, date.today() + timedelta(days=14))
        # From the last backwards, so that the newest version holds the same dates whatever the years before it.
        ends = [until - timedelta(days=28 * turn) for turn in range((until - first).days // 28 + 1)]
        for end in reversed(ends):
            start = max(end - timedelta(days=27), first)
            span = (start.isoformat(), end.isoformat())
            count = db.execute("SELECT count(*) FROM shifts WHERE date BETWEEN ? AND ?", span).fetchone()[0]
            id = db.execute(
                "INSERT INTO publications (first_on, last_on, published_at, published_by, shift_count, changed_days, changed_clinicians) VALUES (?, ?, ?, 'Bench Mark', ?, 28, 40)",
                (*span, f"{start}T09:00:00Z", count)).lastrowid
            days = [(id, (start + timedelta(days=day)).isoformat()) for day in range((end - start).days + 1)]
            db.executemany("INSERT INTO publication_days (publication_id, date) VALUES (?, ?)", days)
            db.executemany("INSERT INTO published_days (publication_id, date) VALUES (?, ?)", days)
            db.execute(
                "INSERT INTO publication_shifts SELECT ?, date, clinician_id, span, kind, location_id, pinned FROM shifts WHERE date BETWEEN ? AND ?", (id, *span))
        people = db.execute("SELECT id, name FROM clinicians").fetchall()
        acts = []
        for week in range((until - first).days // 7):
            for act in range(acts_a_week):
                id, name = people[(week * 7 + act) % len(people)]
                kind, action = (("clinician", "change clinician"), ("shift", "change day"), ("leave", "record leave"), ("shift", "change day"))[act % 4]
                at = f"{first + timedelta(weeks=week, days=act % 5)}T{8 + act % 10:02}:{act % 60:02}:00Z"
                acts.append((at, "Bench Mark", action, kind, id, name, '{"name":"before"}', '{"name":"after"}'))
        db.executemany("INSERT INTO audit_entries (at, actor, action, subject_kind, subject_id, subject, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", acts)
        db.execute("PRAGMA optimize")


if __name__ == "__main__":
    print(json.dumps(practice(*(int(word) for word in sys.argv[1:4]))))
