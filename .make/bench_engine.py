"""The engine's part of `make bench`: practices beside the best rotas known, and the published shift-scheduling benchmark beside its proved optima."""

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

SECONDS = int(os.environ.get("SECONDS", "10"))
NRP_SECONDS = int(os.environ.get("NRP_SECONDS", "60"))
ROTA_BENCH = ROTA.with_name("rota-bench")
BENCH = ROOT / "Tests/Bench"
REFERENCES = json.loads((BENCH / "references.json").read_text())


def practice_files(folder: Path) -> list[Path]:
    """The invented practice of `make demo`, those of Tests/Bench, and what PRACTICES names."""
    demo = folder / "demo.json"
    process, _ = start_rota("demo", folder / "demo")
    stop(process)
    must(ROTA, "export", "--data", folder / "demo", "--output", demo)
    kept = [BENCH / "practices" / f"{name}.json" for name in REFERENCES["practices"]]
    return [demo, *kept, *(Path(name) for name in os.environ.get("PRACTICES", "").split())]


def dates(path: Path, practice: dict) -> tuple[str, str]:
    """What ranges.json says of the file, or else 26 weeks from the first Monday that is not protected."""
    ranges = path.parent / "ranges.json"
    known = json.loads(ranges.read_text()).get(path.name) if ranges.exists() else None
    if known:
        return known["from"], known["to"]
    after = date.fromisoformat(practice["protected_until"]) if practice["protected_until"] else date.today()
    start = after + timedelta(days=7 - after.weekday())
    return start.isoformat(), (start + timedelta(weeks=26, days=-1)).isoformat()


def generate(path: Path, practice: dict, seed: int, rota: Path) -> tuple[float, float, float, float]:
    """The score, the seconds it took, moves a second, and the memory at its peak, in MiB."""
    first, last = dates(path, practice)
    started = time.monotonic()
    generating = subprocess.Popen(
        [ROTA, "generate", "--practice", path, "--from", first, "--to", last, "--seconds", str(SECONDS), "--seed", str(seed), "--output", rota],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = generating.stderr.read()
    _, status, usage = os.wait4(generating.pid, 0)
    took = time.monotonic() - started
    if status:
        sys.exit(f"rota generate failed on {path}:\n{said[-2000:]}")
    scored = subprocess.run([ROTA, "score", "--practice", path, "--rota", rota], capture_output=True, text=True)
    found = re.search(r"^score ([\d.,-]+)$", scored.stdout, re.M)
    if not found or scored.returncode:
        sys.exit(f"the rota for {path} breaks a hard rule or has no score:\n{scored.stdout[-2000:]}")
    moves = re.search(r"([\d,]+) steps in ([\d.,]+) s", said)
    a_second = float(moves[1].replace(",", "")) / max(0.001, float(moves[2].replace(",", ""))) if moves else 0
    return float(found[1].replace(",", "")), took, a_second, usage.ru_maxrss // 1024


def bench_practices(folder: Path) -> None:
    print(f"\nPractices, at most {SECONDS} s each, medians of {ROUNDS} seeds; the reference is the best rota known, ratio is score to reference\n")
    print("| practice | clinicians | weeks | score | reference | ratio | no rota beats | seconds | moves/s | peak MiB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for path in practice_files(folder):
        practice = json.loads(path.read_text())
        first, last = dates(path, practice)
        runs = [generate(path, practice, seed, folder / f"rota-{path.name}") for seed in range(1, ROUNDS + 1)]
        score, took, moves, peak = (statistics.median(figures) for figures in zip(*runs))
        weeks = (date.fromisoformat(last) - date.fromisoformat(first)).days // 7 + 1
        known = REFERENCES["practices"].get(path.stem)
        beside = f"{known['reference']:,} | {score / known['reference']:.4f} | {known['bound']:,}" if known else " | | "
        print(f"| {path.stem} | {len(practice['clinicians'])} | {weeks} | {score:,.2f} | {beside} | {took:.1f} | {moves:,.0f} | {peak:.0f} |", flush=True)


def solve(path: Path, seed: int, roster: Path) -> tuple[int, int | None, float]:
    """The cost, the bound that was proved, and the seconds."""
    solving = subprocess.run(
        [ROTA_BENCH, "nrp", path, "--seconds", str(NRP_SECONDS), "--seed", str(seed), "--output", roster], capture_output=True, text=True)
    found = re.search(r"^cost (\d+) bound (\d+|unknown) rounds \d+ seconds ([\d.]+)$", solving.stdout, re.M)
    if solving.returncode or not found:
        sys.exit(f"rota-bench failed on {path}:\n{solving.stderr[-2000:]}")
    return int(found[1]), None if found[2] == "unknown" else int(found[2]), float(found[3])


def bench_nrp(folder: Path) -> None:
    print(f"\nPublished shift-scheduling benchmark, at most {NRP_SECONDS} s each, medians of {ROUNDS} seeds; the reference is the proved optimum\n")
    print("| instance | cost | each seed | reference | ratio | to reach | bound proved here | seconds |\n|---|---:|---|---:|---:|---:|---:|---:|")
    for name, known in REFERENCES["nrp"].items():
        runs = [solve(BENCH / "nrp" / f"{name}.txt", seed, folder / f"{name}.roster") for seed in range(1, ROUNDS + 1)]
        cost, took = statistics.median(run[0] for run in runs), statistics.median(run[2] for run in runs)
        bounds = [run[1] for run in runs if run[1] is not None]
        each = " ".join(str(run[0]) for run in runs)
        print(
            f"| {name} | {cost:.0f} | {each} | {known['reference']} | {cost / known['reference']:.4f} | {known['aim']} | {max(bounds, default='none')} | {took:.1f} |",
            flush=True)
