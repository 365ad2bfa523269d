#!/usr/bin/env python3
"""Makes agreement.jsonl: random small practices and rotas with what the reference scorer of rules.md says of them.

    python3 make_agreement.py FOLDER_OF_SCORE_PY > agreement.jsonl

Three lines a case: the practice file, the rota file, and {"breaches": [...], "counts": [...], "score": "..."}
as the scorer prints them. Run once; the tests read the result.
"""

import json
import random
import sys
from datetime import date, timedelta

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import practice_file  # noqa: E402
import score  # noqa: E402
from words import Practice  # noqa: E402

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
PARTS = ["am", "pm"]


def some(r, values, chance):
    return [v for v in values if r.random() < chance]


def term(r, name, kind, start, end, places, others, open_days):
    locations = r.sample(places, r.randint(1, len(places)))
    half = {d: r.choice(["am", "pm", "any"]) for d in some(r, open_days, 0.25)} if kind != "locum" else {}
    cannot = some(r, open_days, 0.2)
    low = r.choice([None, 0.5, 1, 1.5, 2])
    return {"clinician": name, "type": kind, "start": str(start), "end": str(end) if end else None,
            "duty": r.random() < 0.75, "locations": [] if kind == "locum" and r.random() < 0.5 else locations,
            "supervisor": r.choice(others) if kind in ("fy", "st") else None,
            "fte": r.choice([20, 33.3, 50, 62.5, 80, 100]) if kind == "partner" else None,
            "fixed_days": some(r, open_days, 0.6) if kind in ("salaried", "fy", "st") else [],
            "fixed_days_b": some(r, open_days, 0.5) if kind in ("salaried", "fy", "st") and r.random() < 0.3 else None,
            "half_days": half, "cannot_work": cannot if kind == "partner" else [],
            "must_work": [d for d in some(r, open_days, 0.2) if d not in cannot] if kind == "partner" else [],
            "min_shifts": low if kind == "partner" else None,
            "max_shifts": (low or 0) + r.choice([0, 1, 1.5, 2]) if kind == "partner" and r.random() < 0.6 else None,
            "leave_entitlement": None}


def shift(r, name, day, places, pinned):
    return {"clinician": name, "date": str(day), "span": r.choice(["full", "full", "am", "pm"]),
            "kind": r.choice(["standard", "standard", "duty"]), "location": r.choice(places), "pinned": pinned}


def practice(r):
    first = r.choice([date(2027, 1, 4), date(2027, 1, 1) + timedelta(r.randint(0, 20))])
    last = first + timedelta(r.choice([0, 4, 6, 7, 13, 13]))
    around = [first + timedelta(n) for n in range(-4, (last - first).days + 5)]
    dates = [d for d in around if first <= d <= last]
    places = ["Main", "Branch", "Äußere"][:r.choice([1, 1, 1, 2, 2, 3])]
    opening = {d: r.choice([["am", "pm"], ["am", "pm"], ["am"]]) if d in DAYS[:r.choice([3, 4, 5, 6])] else [] for d in DAYS}
    open_days = [d for d in DAYS if opening[d]]
    names = [letter for letter in "abcdef"[:r.randint(2, 5)]]
    kinds = {n: r.choice(["partner", "partner", "salaried", "locum", "fy", "st"]) for n in names}
    groups = ["FS", "SS"]
    terms = []
    for n in names:
        others = [o for o in names if o != n]
        split = r.random()
        if split < 0.2:
            cut = r.choice(around)
            second = kinds[n] if r.random() < 0.5 else r.choice(["partner", "salaried"])
            terms.append(term(r, n, kinds[n], first - timedelta(30), cut, places, others, open_days))
            terms.append(term(r, n, second, cut + timedelta(r.choice([1, 1, 3])), None, places, others, open_days))
        elif split < 0.95:
            terms.append(term(r, n, kinds[n], first - timedelta(r.randint(0, 40)), r.choice([None, None, last]), places, others, open_days))
    crowd = r.choice([0, 0.05, 0.15])
    bookings = []
    for n in names:
        for d in around:
            if (kinds[n] == "locum" and r.random() < 0.5) or r.random() < 0.02:
                bookings.append({"clinician": n, "location": r.choice(places), "from": str(d), "to": str(d), "part": r.choice(["full", "am", "pm"])})
    return {
        "practice": {"name": "R", "nation": "scotland", "full_time_parts": r.choice([8, 9, 10, 8.5]), "open": opening,
                     "closures": [str(d) for d in some(r, around, r.choice([0, 0.08]))], "duty_span": r.choice(["day", "half"]),
                     "counts_towards_minimum": ["partner", "salaried", "locum", "st"][:r.choice([2, 4])],
                     "supervisor_groups": {"fy": "FS", "st": "SS"} if r.random() < 0.7 else {"fy": "FS"}},
        "locations": places, "groups": groups,
        "clinicians": [{"id": n, "name": f"Dr {n}", "active": r.random() < 0.93, "groups": some(r, groups, 0.25),
                        "duty_balance": r.choice([0, 0, 1, -2.5])} for n in names],
        "terms": terms,
        "leave": [{"clinician": r.choice(names), "from": str(d), "to": str(d + timedelta(r.choice([0, 0, 2]))), "part": r.choice(["full", "am", "pm"]),
                   "type": "annual", "status": r.choice(["approved", "approved", "approved", "requested", "denied"])} for d in some(r, around, r.choice([0, 0.05, 0.3]))],
        "locum_bookings": bookings,
        "cover": [{"weekday": d, "part": p, "location": where, "minimum": r.randint(0, 3), "duty": r.choice([0, 1, 1, 2])}
                  for d in open_days for p in opening[d] for where in places],
        "cover_overrides": [{"date": str(d), "part": r.choice(PARTS), "location": r.choice(places), "minimum": r.randint(0, 4), "duty": r.randint(0, 2)}
                            for d in some(r, dates, 0.15)],
        "shifts": [shift(r, n, d, places, r.random() < 0.5) for n in names for d in around if r.random() < crowd],
        "protected_until": str(r.choice(dates)) if r.random() < 0.2 else None}, first, last


def rota(r, model, data, first, last):
    """Sensible, with faults here and there; or anything at all."""
    places, shifts, wild = data["locations"], [], r.random() < 0.08
    given = {(s["clinician"], s["date"]): s for s in data["shifts"]}
    for d in practice_file.days(first, last):
        for c in model.clinicians:
            if wild:
                shifts += [shift(r, c, d, places, r.random() < 0.1) for _ in range(r.choice([0, 1, 1, 2]))]
                continue
            if (c, str(d)) in given and (given[c, str(d)]["pinned"] or r.random() < 0.5) and r.random() < 0.95:
                shifts += [s for s in data["shifts"] if (s["clinician"], s["date"]) == (c, str(d))]
                continue
            parts = list(model.available(c, d))
            if model.half_day(c, d) == "any":
                parts = parts[:1]
            if not parts or (model.is_partner(c, d) and r.random() < 0.4):
                continue
            where = r.choice(model.may_stand_at(c, d) or places)
            kinds = [r.choice(["standard", "standard", "duty"] if model.in_duty_rotation(c, d) else ["standard"]) for _ in parts]
            if data["practice"]["duty_span"] == "day":
                kinds = kinds[:1] * len(parts)
            if len(parts) == 2 and len(set(kinds)) == 1:
                parts, kinds = ["full"], kinds[:1]
            shifts += [{"clinician": c, "date": str(d), "span": p, "kind": k, "location": where, "pinned": False} for p, k in zip(parts, kinds)]
    return {"from": str(first), "to": str(last), "shifts": shifts}


def main():
    made = 0
    seed = 0
    while made < 500:
        seed += 1
        r = random.Random(seed)
        data, first, last = practice(r)
        parsed = practice_file.PRACTICE(json.loads(json.dumps(data)), "")
        try:
            practice_file.check_practice(parsed)
        except practice_file.InputError:
            continue
        model = Practice(parsed)
        made_rota = rota(r, model, data, first, last)
        read = practice_file.ROTA(json.loads(json.dumps(made_rota)), "")
        practice_file.check_rota(read, parsed)
        found, counted, total = score.score(model, read["shifts"], read["from"], read["to"])
        said = {"breaches": [str(b) for b in found], "counts": [score.decimal(counted[s]) for s in score.WEIGHTS],
                "score": score.decimal(total)}
        for document in (data, made_rota, said):
            print(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
        made += 1


main()
