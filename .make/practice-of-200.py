#!/usr/bin/env python3
"""Prints a practice file with 200 clinicians at four locations and a filled rota, for measuring the server on more than a real practice has."""

import json
from datetime import date, timedelta

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FIRST = ["Amara", "Bethan", "Callum", "Dilys", "Ewan", "Farah", "Gwen", "Hamish", "Imogen", "Jonas", "Kavita", "Lowri", "Magnus", "Nia", "Oscar", "Priya", "Quentin", "Rhian", "Sunita", "Tomos"]
LAST = ["Okafor", "Price", "Reid", "Morgan", "Fraser", "Siddiqui", "Hartley", "Innes", "Jenkins", "Kaur"]
LOCATIONS = ["Elm Street", "Harbour Road", "Castle Hill", "Station Yard"]
GROUPS = ["FY Supervisor", "ST Supervisor", "Minor surgery", "Women's health", "Safeguarding"]
KINDS = ["partner", "salaried", "salaried", "partner", "st", "salaried", "partner", "fy", "salaried", "locum"]
WEEKS_BACK, WEEKS_AHEAD = 1, 4


def main() -> None:
    today = date.today()
    monday = today - timedelta(days=today.weekday())
    clinicians, terms, shifts, bookings = [], [], [], []
    first, last = monday - timedelta(weeks=WEEKS_BACK), monday + timedelta(weeks=WEEKS_AHEAD)
    for number in range(200):
        name = f"Dr {FIRST[number % 20]} {LAST[number // 20]}"
        slug, kind, home = name[3:].lower().replace(" ", "-"), KINDS[number % 10], LOCATIONS[number % 4]
        groups = [GROUPS[(number + step) % 5] for step in range(number % 3)]
        clinicians.append({"id": slug, "name": name, "active": number % 25 != 24, "groups": groups, "duty_balance": 0})
        trainee, partner = kind in ("st", "fy"), kind == "partner"
        terms.append({
            "clinician": slug, "type": kind, "start": "2025-01-06", "end": None, "duty": kind in ("partner", "salaried"), "locations": [home],
            "supervisor": clinicians[number - number % 10]["id"] if trainee else None, "fte": 80 if partner else None,
            "fixed_days": WEEKDAYS[:4] if kind == "salaried" or trainee else [], "fixed_days_b": None, "half_days": {}, "cannot_work": ["fri"] if partner else [],
            "must_work": [], "min_shifts": None, "max_shifts": 4 if partner else None, "leave_entitlement": None if kind == "locum" else 6 if partner else 30})
        if kind == "locum":
            bookings.append({"clinician": slug, "location": home, "from": first.isoformat(), "to": last.isoformat(), "part": "full"})
        if not clinicians[-1]["active"]:
            continue
        for day in range(0, (last - first).days):
            at = first + timedelta(days=day)
            if at.weekday() < 4:
                duty = kind in ("partner", "salaried") and number // 4 % 50 == day % 50
                shifts.append({
                    "clinician": slug, "date": at.isoformat(), "span": "full", "kind": "duty" if duty else "standard", "location": home, "pinned": False})
    print(json.dumps({
        "practice": {
            "name": "Two Hundred Surgery", "nation": "england-and-wales", "full_time_parts": 9,
            "open": {day: ["am", "pm"] if day not in ("sat", "sun") else [] for day in WEEKDAYS}, "closures": [], "duty_span": "day",
            "counts_towards_minimum": ["partner", "salaried", "locum", "st"], "supervisor_groups": {"fy": "FY Supervisor", "st": "ST Supervisor"}},
        "locations": LOCATIONS, "groups": GROUPS, "clinicians": clinicians, "terms": terms, "leave": [], "locum_bookings": bookings,
        "cover": [
            {"weekday": day, "part": part, "location": location, "minimum": 20, "duty": 1}
            for day in WEEKDAYS[:5] for part in ("am", "pm") for location in LOCATIONS],
        "cover_overrides": [], "shifts": shifts, "protected_until": None}))


main()
