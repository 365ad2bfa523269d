"""An invented practice that stands on today's date, in the practice file's form (rota/rules.md)."""

from datetime import date, timedelta

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MAIN = "Elm Street"


def monday(weeks: int = 0, today: date | None = None) -> date:
    """The Monday of this week, or of a week so many weeks away."""
    today = today or date.today()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def term(clinician: str, kind: str, **fields) -> dict:
    """One working term with the defaults of its kind."""
    partner = kind == "partner"
    return {
        "clinician": clinician, "type": kind, "start": (monday(-52)).isoformat(), "end": None,
        "duty": kind in ("partner", "salaried"), "locations": [MAIN], "supervisor": None,
        "fte": 80 if partner else None, "fixed_days": [], "fixed_days_b": None, "half_days": {},
        "cannot_work": [], "must_work": [], "min_shifts": None, "max_shifts": None,
        "leave_entitlement": 6 if partner else 30,
    } | fields


def clinician(slug: str, name: str, *groups: str) -> dict:
    return {"id": slug, "name": name, "active": True, "groups": list(groups), "duty_balance": 0}


def small_practice() -> dict:
    """Seven clinicians of every kind, one location with cover on weekdays, and some leave two weeks ahead."""
    open_days = {day: ["am", "pm"] if day not in ("sat", "sun") else [] for day in WEEKDAYS}
    leave_start = monday(2)
    return {
        "practice": {
            "name": "Elm Surgery", "nation": "england-and-wales", "full_time_parts": 9, "open": open_days,
            "closures": [], "duty_span": "day", "counts_towards_minimum": ["partner", "salaried", "locum", "st"],
            "supervisor_groups": {"fy": "FY Supervisor", "st": "ST Supervisor"},
        },
        "locations": [MAIN],
        "groups": ["FY Supervisor", "ST Supervisor", "Minor surgery"],
        "clinicians": [
            clinician("amara-okafor", "Dr Amara Okafor", "FY Supervisor", "ST Supervisor"),
            clinician("bethan-price", "Dr Bethan Price", "Minor surgery"),
            clinician("callum-reid", "Dr Callum Reid"),
            clinician("dilys-morgan", "Dr Dilys Morgan", "FY Supervisor"),
            clinician("ewan-fraser", "Dr Ewan Fraser"),
            clinician("farah-siddiqui", "Dr Farah Siddiqui"),
            clinician("gwen-hartley", "Dr Gwen Hartley"),
        ],
        "terms": [
            term("amara-okafor", "partner", fte=90, must_work=["mon"], max_shifts=5),
            term("bethan-price", "partner", fte=60, cannot_work=["fri"], max_shifts=4),
            term("callum-reid", "salaried", fixed_days=["mon", "tue", "thu", "fri"]),
            term("dilys-morgan", "salaried", fixed_days=["tue", "wed", "thu", "fri"], half_days={"wed": "am"}),
            term("ewan-fraser", "st", supervisor="amara-okafor", fixed_days=["mon", "tue", "thu"]),
            term("farah-siddiqui", "fy", supervisor="dilys-morgan", fixed_days=["tue", "thu", "fri"], leave_entitlement=25),
            term("gwen-hartley", "locum", leave_entitlement=None),
        ],
        "leave": [
            {"clinician": "callum-reid", "from": leave_start.isoformat(), "to": (leave_start + timedelta(days=4)).isoformat(),
             "part": "full", "type": "annual", "status": "approved"},
        ],
        "locum_bookings": [
            {"clinician": "gwen-hartley", "location": MAIN, "from": leave_start.isoformat(),
             "to": (leave_start + timedelta(days=1)).isoformat(), "part": "full"},
        ],
        "cover": [
            {"weekday": day, "part": part, "location": MAIN, "minimum": 2, "duty": 1}
            for day in WEEKDAYS[:5] for part in ("am", "pm")
        ],
        "cover_overrides": [],
        "shifts": [],
        "protected_until": None,
    }


def busy_practice() -> dict:
    """The small practice with shifts from last week to the next, one of them pinned, and more needed on some dates than there are."""
    practice = small_practice()
    works = {term["clinician"]: [day for day in WEEKDAYS[:5] if day in term["fixed_days"]] for term in practice["terms"]}
    works |= {"amara-okafor": ["mon", "wed", "thu", "fri"], "bethan-price": ["tue", "wed"]}
    on_duty = dict(zip(WEEKDAYS[:5], ["amara-okafor", "callum-reid", "amara-okafor", "dilys-morgan", "callum-reid"]))
    for start in (monday(-1), monday(0), monday(1)):
        for number, day in enumerate(WEEKDAYS[:5]):
            for who in (who for who, days in works.items() if day in days):
                practice["shifts"].append({
                    "clinician": who, "date": (start + timedelta(days=number)).isoformat(),
                    "span": "am" if (who, day) == ("dilys-morgan", "wed") else "full",
                    "kind": "duty" if on_duty[day] == who else "standard", "location": MAIN, "pinned": (who, day) == ("amara-okafor", "mon"),
                })
    practice["practice"]["closures"] = [f"{date.today().year}-06-03"]
    # Four weeks on, a Monday and a Thursday are never both bank holidays, so that a rota generated there has a gap to explain.
    for day in (monday(1), monday(4), monday(4) + timedelta(days=3)):
        practice["cover_overrides"].append({"date": day.isoformat(), "part": "am", "location": MAIN, "minimum": 6, "duty": 1})
    return practice


def large_practice() -> dict:
    """Twenty clinicians of every kind at two sites, some with long names; next week with all at work, leave, and the Wednesday closed."""
    week, sites = monday(1), ["Harbour Road Surgery", "Station Approach Health Centre"]
    kinds = ["partner"] * 6 + ["salaried"] * 6 + ["st"] * 3 + ["fy"] * 2 + ["locum"] * 3
    names = [
        "Dr Amara Okafor", "Dr Bethan Price-Llewellyn", "Dr Callum Reid", "Dr Dilys Morgan", "Dr Alexandra Featherstonehaugh-Cholmondeley", "Dr Farah Siddiqui",
        "Dr Gwen Hartley", "Dr Hamish Innes", "Dr Imogen Jenkins", "Dr Jonas Kaur", "Dr Kavita Venkataramanathan", "Dr Lowri Thomas",
        "Dr Magnus Nilsson", "Dr Nia Owen", "Dr Oscar Adeyemi-Bankole", "Dr Priya Shah", "Dr Quentin Baptiste", "Dr Rhian Beynon", "Dr Sunita Rao", "Dr Tomos Griffiths-Wyn",
    ]
    practice = small_practice()
    slugs = [name[3:].lower().replace(" ", "-") for name in names]
    groups = {"amara-okafor": ["FY Supervisor", "ST Supervisor"]}
    at = {slug: sites[number % 2] for number, slug in enumerate(slugs)}
    practice["practice"] |= {"name": "Harbour and Station Surgeries", "closures": [(week + timedelta(days=2)).isoformat()]}
    practice |= {
        "locations": sites, "clinicians": [clinician(slug, name, *groups.get(slug, [])) for slug, name in zip(slugs, names)],
        "terms": [
            term(slug, kind, locations=[at[slug]], supervisor="amara-okafor" if kind in ("st", "fy") else None,
                 fixed_days=WEEKDAYS[:5] if kind in ("salaried", "st", "fy") else [], leave_entitlement=None if kind == "locum" else 6 if kind == "partner" else 30)
            for slug, kind in zip(slugs, kinds)
        ],
        "leave": [
            {"clinician": slug, "from": week.isoformat(), "to": (week + timedelta(days=4)).isoformat(), "part": part, "type": "annual", "status": "approved"}
            for slug, part in (("callum-reid", "full"), ("imogen-jenkins", "full"), ("lowri-thomas", "pm"))
        ],
        "locum_bookings": [
            {"clinician": slug, "location": at[slug], "from": week.isoformat(), "to": (week + timedelta(days=4)).isoformat(), "part": "full"}
            for slug, kind in zip(slugs, kinds) if kind == "locum"
        ],
        "cover": [
            {"weekday": day, "part": part, "location": site, "minimum": 7, "duty": 1} for day in WEEKDAYS[:5] for part in ("am", "pm") for site in sites
        ],
    }
    away = {leave["clinician"]: leave["part"] for leave in practice["leave"]}
    for day in (0, 1, 3, 4):
        for number, slug in enumerate(slugs):
            if away.get(slug) != "full":
                practice["shifts"].append({
                    "clinician": slug, "date": (week + timedelta(days=day)).isoformat(), "span": "am" if slug in away else "full",
                    "kind": "duty" if number == day else "standard", "location": at[slug], "pinned": number == 7})
    return practice
