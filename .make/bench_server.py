"""The server's part of `make bench`: pages beside nginx with the same bytes in the same run, start-up, memory, and a database of ten years."""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from datetime import date, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

import practices

ROOT = Path(__file__).resolve().parents[1]
ROTA = Path(os.environ.get("ROTA", ROOT / ".build/release/rota"))
BURST, ROUNDS, SOAK = (int(os.environ.get(name, default)) for name, default in (("BURST", "4"), ("ROUNDS", "3"), ("SOAK", "60")))
TICKS = os.sysconf("SC_CLK_TCK")
PASSWORD = "seldom-marble-thistle-8"
MONDAY = date.today() - timedelta(days=date.today().weekday())

# What Hummingbird 2 with GRDB reached for the same pages, requests/s, on the kind of machine that the bars were set on: two cores, load included.
PEER = {"health": 46_773, "health, 1,000 connections": 39_611, "clinicians": 206, "week": 363, "clinician": 3_124, "add a clinician, 16 posters": 8_294}

# Adds clinicians, each with a name and a mark of its own.
POSTER = """
local body, round, n = os.getenv("BODY"), os.getenv("ROUND"), 0
wrk.method = "POST"
wrk.headers["Cookie"] = os.getenv("COOKIE")
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function() n = n + 1; return wrk.format(nil, nil, nil, (string.gsub(body, "@", round .. "x" .. n))) end
"""


def must(*command, stdin=None) -> str:
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} exited {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Browser:
    """Signs in as a browser would and keeps the cookies."""

    def __init__(self, address: str):
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> bytes:
        with self.opener.open(self.address + path) as answer:
            return answer.read()

    def hidden(self, path: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', self.get(path).decode()))

    def sign_in(self, username: str, password: str) -> None:
        body = urllib.parse.urlencode(self.hidden("/sign-in") | {"username": username, "password": password}).encode()
        with self.opener.open(self.address + "/sign-in", body) as answer:
            if answer.geturl().endswith("/sign-in"):
                sys.exit("bench could not sign in")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def start_rota(command: str, data: Path) -> tuple[subprocess.Popen, str]:
    """Starts the program on a free port and waits until it says where."""
    log = data.with_suffix(".log")
    with log.open("w") as out:
        process = subprocess.Popen([ROTA, command, "--data", data, "--listen", "127.0.0.1:0"], stdout=out, stderr=out)
    while process.poll() is None:
        if found := re.search(r"is ready: (http://[\d.:]+)/", log.read_text()):
            return process, found[1]
        time.sleep(0.01)
    sys.exit(f"rota {command} did not start:\n{log.read_text()}")


def start_rota_with(data: Path, settings: dict[str, str]) -> subprocess.Popen:
    """Starts the program with these settings, on a free port, and waits for nothing."""
    with data.with_suffix(".log").open("w") as out:
        return subprocess.Popen([ROTA, "serve", "--data", data, "--listen", "127.0.0.1:0"], stdout=out, stderr=out, env=os.environ | settings)


def stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait()


def make_data(folder: Path, name: str, *figures: int, grown: bool = False) -> Path:
    """A data folder with a practice of so many clinicians, in a week, and weeks, and an account."""
    data, file = folder / name, folder / f"{name}.json"
    practice = practices.practice(*figures)
    shifts = practice["shifts"]
    if grown:
        practice["shifts"] = []
    file.write_text(json.dumps(practice))
    must(ROTA, "admin", "create", "--data", data, "--username", "bench", "--name", "Bench Mark", "--email", "bench@example.org",
         "--role", "manager", "--password-stdin", stdin=PASSWORD + "\n")
    must(ROTA, "import", "--data", data, file)
    if grown:
        practices.add_shifts(data / "rota.db", shifts)
        practices.add_history(data / "rota.db")
    return data


def start_nginx(folder: Path, pages: dict[str, bytes]) -> tuple[subprocess.Popen, str]:
    """nginx with two workers and each page as a file."""
    site, port = folder / "site", free_port()
    site.mkdir()
    for name, body in pages.items():
        (site / f"{name.split(',')[0].replace(' ', '-')}.html").write_bytes(body)
    for path in (folder, site):
        path.chmod(0o755)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(f"""
{user} worker_processes 2; worker_rlimit_nofile 8192; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000; types {{ text/html html; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  open_file_cache max=10;
  server {{ listen 127.0.0.1:{port}; root {site}; }}
}}""")
    process = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    return process, f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def cpu_seconds(pid: int) -> float:
    total = 0
    for one in [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]:
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident(pid: int) -> int:
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) // 1024


def milliseconds(text: str) -> float:
    value, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def load(url: str, pid: int, *, cookie: str = "", connections: int = 32, seconds: int = BURST, script: Path | None = None, environment: dict = {}) -> dict[str, float]:
    """One burst, of one thread."""
    before = cpu_seconds(pid)
    options = ["-H", f"Cookie: {cookie}"] if cookie and not script else []
    options += ["-s", str(script)] if script else []
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *options, url], env=os.environ | environment, capture_output=True, text=True).stdout
    requests = int(re.search(r"(\d+) requests in", said)[1])
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return {
        "requests": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), "p99": milliseconds(re.search(r"^ +99% +(\S+)", said, re.MULTILINE)[1]),
        "bad": (int(bad[1]) if bad else 0) + (sum(map(int, errors.groups())) if errors else 0), "cpu": (cpu_seconds(pid) - before) / max(requests, 1) * 1e6}


def bench_pages(folder: Path) -> None:
    data = make_data(folder, "practice", 200, 30, 27)
    rota, address = start_rota("serve", data)
    nginx = None
    try:
        browser = Browser(address)
        idle = resident(rota.pid)
        browser.sign_in("bench", PASSWORD)
        stylesheet = re.search(r'href="(/assets/app[^"]*\.css)"', browser.get("/sign-in").decode())[1]
        paths = {
            "health": "/healthz", "health, 1,000 connections": "/healthz", "stylesheet": stylesheet, "clinicians": "/clinicians",
            "week": f"/rota?week={MONDAY}", "clinician": "/clinicians/17"}
        pages = {name: browser.get(path) for name, path in paths.items()}
        nginx, site = start_nginx(folder, pages)
        found: dict[tuple[str, str], list] = {}
        for turn in range(ROUNDS):
            for name, path in paths.items():
                many = 1_000 if "1,000" in name else 32
                file = name.split(",")[0].replace(" ", "-")
                ours = lambda: found.setdefault((name, "rota"), []).append(load(address + path, rota.pid, cookie=browser.cookie, connections=many))
                theirs = lambda: found.setdefault((name, "nginx"), []).append(load(f"{site}/{file}.html", nginx.pid, connections=many))
                for measure in (ours, theirs) if turn % 2 == 0 else (theirs, ours):
                    measure()
        memory = bench_memory(rota.pid, idle, address, browser, paths)
        # Writing comes last: each round leaves some ten thousand clinicians more.
        poster = folder / "post.lua"
        poster.write_text(POSTER)
        body = urllib.parse.urlencode(browser.hidden("/clinicians/new") | {"once": "bench@", "name": "Zz Bench @", "active": "yes"}, safe="@")
        for turn in range(ROUNDS):
            found.setdefault(("add a clinician, 16 posters", "rota"), []).append(
                load(f"{address}/clinicians", rota.pid, connections=16, script=poster, environment={"BODY": body, "ROUND": str(turn), "COOKIE": browser.cookie}))
        print(f"\nServer: 200 clinicians, 600 terms, 8,000 shifts, signed in, 32 connections unless said; medians of {ROUNDS} bursts of {BURST} s."
              "\nnginx serves the same bytes from files. Hummingbird's figures are of another day on the same kind of machine: what the bars were set by."
              "\n\n| page | bytes | rota/s | p99 ms | CPU µs | errors | nginx/s | p99 ms | CPU µs | Hummingbird/s |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
        for name in dict.fromkeys(name for name, _ in found):
            cells = [f"{median(found, name, 'rota', key):,.{places}f}" for key, places in (("requests", 0), ("p99", 1), ("cpu", 1), ("bad", 0))]
            cells += [f"{median(found, name, 'nginx', key):,.{places}f}" if (name, "nginx") in found else "" for key, places in (("requests", 0), ("p99", 1), ("cpu", 1))]
            print(f"| {name} | {len(pages.get(name, b'')) or ''} | {' | '.join(cells)} | {PEER.get(name, '') and format(PEER[name], ',')} |")
        print(memory)
    finally:
        for process in filter(None, (nginx, rota)):
            stop(process)


def median(found: dict, name: str, server: str, key: str) -> float:
    return statistics.median(burst[key] for burst in found[(name, server)])


def bench_memory(pid: int, idle: int, address: str, browser: Browser, paths: dict[str, str]) -> str:
    after = resident(pid)
    for page in ("week", "clinicians"):
        load(address + paths[page], pid, cookie=browser.cookie, connections=1_000, seconds=SOAK // 2)
    return f"\nResident memory: {idle} MiB idle, {after} MiB after the pages above, {resident(pid)} MiB after {SOAK} s of 1,000 connections asking for the week and the list."


def bench_start(small: Path) -> None:
    """From the start of the process to the first answer."""
    taken = []
    for _ in range(5):
        port, started = free_port(), time.monotonic()
        process = subprocess.Popen([ROTA, "serve", "--data", small, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not answers(port):
            time.sleep(0.001)
        taken.append((time.monotonic() - started) * 1000)
        stop(process)
    print(f"\nStart to first answer, 26 weeks of 60 clinicians: {statistics.median(taken):.0f} ms (of {len(taken)}: {min(taken):.0f} to {max(taken):.0f})")


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def addresses(data: Path) -> list[str]:
    """Every page of the site map that shows what is in the database, with ids that there are."""
    with sqlite3.connect(data / "rota.db") as db:
        def one(sql: str) -> str:
            row = db.execute(sql).fetchone()
            return str(row[0]) if row and row[0] is not None else ""
        ids = {
            "/locations": one("SELECT min(id) FROM locations"), "/accounts": one("SELECT min(id) FROM accounts"), "/clinicians": "17", "/terms": one("SELECT max(id) FROM working_terms WHERE clinician_id = 17"),
            "/groups": one("SELECT min(id) FROM clinician_groups"), "/closures": one("SELECT max(id) FROM closures"), "/leave": one("SELECT max(id) FROM leave_requests"),
            "/publications": one("SELECT max(id) FROM publications")}
    found = []
    for line in must(ROTA, "routes").splitlines():
        method, pattern = line.split()[:2]
        if method != "GET" or re.search(r"setup|gallery|token|/sign-in|/export|/imports/:id|/overrides/:|/locum-bookings/:|/generations/:", pattern):
            continue
        path = pattern.replace(":clinicianId", "17").replace(":date", str(MONDAY)).replace(":part", "am").replace(":locationId", "1")
        for prefix, id in ids.items():
            if path.startswith(prefix + "/"):
                path = path.replace(":id", id)
        found.append(path + ("?kind=cover" if "/am/" in path else ""))
    return [*found, f"/rota?week={MONDAY + timedelta(weeks=1)}", "/clinicians?q=zoe", "/leave?clinician=17", "/audit?q=amara"]


def seconds_of(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[float, int]:
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return time.perf_counter() - started, answer.status


def bench_grown(small: Path, grown: Path) -> None:
    """Each page of ten years beside the same page of 26 weeks: asked in turns, the quickest fifth of the answers compared, as other programs only ever add."""
    servers = [start_rota("serve", data) for data in (small, grown)]
    try:
        asked = []
        for (process, address), data in zip(servers, (small, grown)):
            browser = Browser(address)
            browser.sign_in("bench", PASSWORD)
            asked.append((http.client.HTTPConnection(address.removeprefix("http://")), browser.cookie, addresses(data)))
        print("\nTen years of 60 clinicians (300,000 shifts) beside 26 weeks\n\n| page | ms | ms, ten years | times |\n|---|---:|---:|---:|")
        for paths in zip(asked[0][2], asked[1][2]):
            taken: list[list[float]] = [[], []]
            for _ in range(25):
                for index, (connection, cookie, _) in enumerate(asked):
                    seconds, status = seconds_of(connection, paths[index], cookie)
                    taken[index].append(seconds if status < 400 else float("nan"))
            few, many = (statistics.median(sorted(times)[:5]) * 1000 for times in taken)
            print(f"| {paths[0]} | {few:.2f} | {many:.2f} | {many / few:.2f}{' !' if many / few > 1.5 and many - few > 0.2 else ''} |", flush=True)
    finally:
        for process, _ in servers:
            stop(process)


def bench_server(folder: Path) -> None:
    only = os.environ.get("PART", "")
    if only in ("", "pages"):
        bench_pages(folder)
    small = make_data(folder, "weeks26", 60, 60, 26, grown=True)
    if only in ("", "start"):
        bench_start(small)
    if only in ("", "grown"):
        bench_grown(small, make_data(folder, "years10", 60, 60, 520, grown=True))
