"""The engine's part of `make bench`: practices beside the best rotas known, and the published shift-scheduling benchmark beside its proved optima."""

import copy
import json
import os
import re
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from bench_server import ROOT, ROTA, ROUNDS, must, start_rota, stop

# What the issue asks the published benchmark's medians of.
NRP_ROUNDS = int(os.environ.get("ROUNDS", "5"))

SECONDS = int(os.environ.get("SECONDS", "10"))
LARGE_SECONDS = int(os.environ.get("LARGE_SECONDS", "60"))
NRP_SECONDS = int(os.environ.get("NRP_SECONDS", "60"))
ROTA_BENCH = ROTA.with_name("rota-bench")
BENCH = ROOT / "Tests/Bench"
REFERENCES = json.loads((BENCH / "references.json").read_text())


class Practice:
    """A practice file, the dates to generate for, and the engine's time for it."""

    def __init__(self, path: Path, weeks: int | None = None, seconds: int = SECONDS):
        self.path, self.seconds = path, seconds
        self.file = json.loads(path.read_text())
        self.first, self.last = dates(path, self.file)
        if weeks:
            self.last = (date.fromisoformat(self.first) + timedelta(weeks=weeks, days=-1)).isoformat()
        self.weeks = (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days // 7 + 1
        self.words = [path, "--from", self.first, "--to", self.last, "--seconds", str(seconds)]


def practices_to_measure(folder: Path) -> list[Practice]:
    """The invented practice of `make demo`, those of Tests/Bench, a typical and a large one made of them, and what PRACTICES names."""
    demo = folder / "demo.json"
    process, _ = start_rota("demo", folder / "demo")
    stop(process)
    must(ROTA, "export", "--data", folder / "demo", "--output", demo)
    kept = [Practice(BENCH / "practices" / f"{name}.json") for name in REFERENCES["practices"]]
    return [Practice(demo), *kept, typical(folder), large(folder), *(Practice(Path(name)) for name in os.environ.get("PRACTICES", "").split())]


def typical(folder: Path, weeks: int = 26, seconds: int = SECONDS) -> Practice:
    """The size that the issue calls typical: harbour with 18 clinicians."""
    return Practice(sized(folder, "typical", "harbour", 18), weeks, seconds)


def large(folder: Path) -> Practice:
    """Northgate with 60 clinicians, for a year."""
    return Practice(sized(folder, "large", "northgate", 60), 52, LARGE_SECONDS)


def sized(folder: Path, name: str, kept: str, count: int) -> Path:
    """A kept practice with so many clinicians, and the cover that they can give: without the last salaried ones whom nobody needs as a supervisor, or with doubles of them."""
    file = json.loads((BENCH / "practices" / f"{kept}.json").read_text())
    share = count / len(file["clinicians"])
    needed = {term["supervisor"] for term in file["terms"]}
    plain = [row["id"] for row in file["clinicians"] if row["id"] not in needed and {term["type"] for term in file["terms"] if term["clinician"] == row["id"]} == {"salaried"}]
    chosen = plain[-abs(count - len(file["clinicians"])):]
    file["shifts"] = []
    for key, id in (("clinicians", "id"), *((key, "clinician") for key in ("terms", "leave", "locum_bookings"))):
        theirs = [row for row in file[key] if row[id] in chosen]
        if share < 1:
            file[key] = [row for row in file[key] if row not in theirs]
        else:
            file[key] += [{**copy.deepcopy(row), id: row[id] + "-2"} for row in theirs]
    for row in file["cover"] + file["cover_overrides"]:
        row["minimum"] = int(row["minimum"] * share)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(file))
    ranges = folder / "ranges.json"
    known = json.loads(ranges.read_text()) if ranges.exists() else {}
    ranges.write_text(json.dumps({**known, path.name: json.loads((BENCH / "practices/ranges.json").read_text())[f"{kept}.json"]}))
    assert len(file["clinicians"]) == count, f"{kept} can't have {count} clinicians"
    return path


def dates(path: Path, practice: dict) -> tuple[str, str]:
    """What ranges.json says of the file, or else 26 weeks from the first Monday that is not protected."""
    ranges = path.parent / "ranges.json"
    known = json.loads(ranges.read_text()).get(path.name) if ranges.exists() else None
    if known:
        return known["from"], known["to"]
    after = date.fromisoformat(practice["protected_until"]) if practice["protected_until"] else date.today()
    start = after + timedelta(days=7 - after.weekday())
    return start.isoformat(), (start + timedelta(weeks=26, days=-1)).isoformat()


def generate(practice: Practice, seed: int, rota: Path) -> tuple[float, float, float, float]:
    """The score, the seconds it took, moves a second, and the memory at its peak, in MiB."""
    started = time.monotonic()
    generating = subprocess.Popen(
        [ROTA, "generate", "--practice", *practice.words, "--seed", str(seed), "--output", rota], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = generating.stderr.read()
    _, status, usage = os.wait4(generating.pid, 0)
    took = time.monotonic() - started
    if status:
        sys.exit(f"rota generate failed on {practice.path}:\n{said[-2000:]}")
    scored = subprocess.run([ROTA, "score", "--practice", practice.path, "--rota", rota], capture_output=True, text=True)
    found = re.search(r"^score ([\d.,-]+)$", scored.stdout, re.M)
    if not found or scored.returncode:
        sys.exit(f"the rota for {practice.path} breaks a hard rule or has no score:\n{scored.stdout[-2000:]}")
    moves = re.search(r"([\d,]+) steps in ([\d.,]+) s", said)
    a_second = float(moves[1].replace(",", "")) / max(0.001, float(moves[2].replace(",", ""))) if moves else 0
    return float(found[1].replace(",", "")), took, a_second, usage.ru_maxrss // 1024


def bench_practices(folder: Path) -> None:
    chosen = practices_to_measure(folder)
    print(f"\nPractices, at most {SECONDS} s each (large: {LARGE_SECONDS} s), medians of {ROUNDS} seeds; the reference is the best rota known, ratio is score to reference\n")
    print("| practice | clinicians | weeks | score | reference | ratio | no rota beats | seconds | moves/s | peak MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for practice in chosen:
        runs = [generate(practice, seed, folder / f"rota-{practice.path.name}") for seed in range(1, ROUNDS + 1)]
        score, took, moves, peak = (statistics.median(figures) for figures in zip(*runs))
        known = REFERENCES["practices"].get(practice.path.stem)
        beside = f"{known['reference']:,} | {score / known['reference']:.4f} | {known['bound']:,}" if known else " | | "
        print(
            f"| {practice.path.stem} | {len(practice.file['clinicians'])} | {practice.weeks} | {score:,.2f} | {beside} | {took:.1f} | {moves:,.0f} | {peak:.0f} |", flush=True)
    bench_answers(chosen)
    bench_weeks(folder)


def measure(practice: Practice) -> dict[str, dict[str, str]]:
    """By what was measured, its figures by name."""
    lines = must(ROTA_BENCH, "practice", *practice.words).splitlines()
    return {words[0]: dict(zip(words[1::2], words[2::2])) for words in map(str.split, lines)}


def bench_answers(chosen: list[Practice]) -> None:
    print("\nHow soon there is a first complete rota, how far its score is from the final one, and how soon one is within 5 % of it; then what is asked of the rota, in ms: median / worst\n")
    asked = ["mend-ill", "mend-leave", "mend-term", "mend-pin", "explainer", "rank-cover", "explanation"]
    titles = ["somebody ill", "a week's leave", "a new term", "a pin", "reading the rota", "rank cover", "why a shift"]
    print(f"| practice | first, s | first to final | within 5 %, s | {' | '.join(titles)} |\n|---|---:|---:|---:|{'---:|' * len(titles)}")
    for practice in chosen:
        found = measure(practice)
        times = [f"{float(found[name]['median-ms']):.1f} / {float(found[name]['worst-ms']):.1f}" if found[name]["of"] != "0" else "" for name in asked]
        print(
            f"| {practice.path.stem} | {found['first']['seconds']} | {found['first']['ratio']} | {found['good']['seconds']} | {' | '.join(times)} |", flush=True)


def bench_weeks(folder: Path) -> None:
    print(f"\nThe typical practice over more weeks, until the search ends by itself (at most {LARGE_SECONDS} s)\n")
    print("| weeks | first, s | within 5 %, s | final, s | moves | moves/s | seconds a week |\n|---:|---:|---:|---:|---:|---:|---:|")
    for weeks in (13, 26, 52):
        found = measure(typical(folder, weeks, LARGE_SECONDS))
        seconds, moves = float(found["final"]["seconds"]), int(found["final"]["steps"])
        print(
            f"| {weeks} | {found['first']['seconds']} | {found['good']['seconds']} | {seconds:.1f} | {moves:,} | {moves / max(0.001, seconds):,.0f} | {seconds / weeks:.2f} |", flush=True)


def solve(path: Path, seed: int, roster: Path) -> tuple[int, int | None, float, int]:
    """The cost, the bound that was proved, the seconds, and the rounds of neighbourhoods."""
    solving = subprocess.run(
        [ROTA_BENCH, "nrp", path, "--seconds", str(NRP_SECONDS), "--seed", str(seed), "--output", roster], capture_output=True, text=True)
    found = re.search(r"^cost (\d+) bound (\d+|unknown) rounds (\d+) seconds ([\d.]+)$", solving.stdout, re.M)
    if solving.returncode or not found:
        sys.exit(f"rota-bench failed on {path}:\n{solving.stderr[-2000:]}")
    return int(found[1]), None if found[2] == "unknown" else int(found[2]), float(found[4]), int(found[3])


def bench_nrp(folder: Path) -> None:
    print(f"\nPublished shift-scheduling benchmark, at most {NRP_SECONDS} s each, medians of {NRP_ROUNDS} seeds; the reference is the proved optimum; a round solves some rows or weeks again\n")
    print("| instance | cost | each seed | reference | ratio | to reach | bound proved here | seconds | rounds/s |\n|---|---:|---|---:|---:|---:|---:|---:|---:|")
    for name, known in REFERENCES["nrp"].items():
        runs = [solve(BENCH / "nrp" / f"{name}.txt", seed, folder / f"{name}.roster") for seed in range(1, NRP_ROUNDS + 1)]
        cost, took = statistics.median(run[0] for run in runs), statistics.median(run[2] for run in runs)
        rounds = statistics.median(run[3] / max(0.1, run[2]) for run in runs)
        bounds = [run[1] for run in runs if run[1] is not None]
        each = " ".join(str(run[0]) for run in runs)
        print(
            f"| {name} | {cost:.0f} | {each} | {known['reference']} | {cost / known['reference']:.4f} | {known['aim']} | {max(bounds, default='none')} | {took:.1f} | {rounds:.1f} |",
            flush=True)
