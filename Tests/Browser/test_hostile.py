"""Slow clients by the hundred: the honest one beside them is served, and each slow one is cut within its deadline."""

import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from support import hostile
from support.client import Client
from support.program import MANAGER, Server


def resident(pid: int) -> int:
    """In KiB."""
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


def test_slow_clients_harm_nobody_and_are_cut(tmp_path: Path):
    deadlines = {"ROTA_HEAD_TIMEOUT": "3", "ROTA_BODY_TIMEOUT": "3", "ROTA_WRITE_TIMEOUT": "3", "ROTA_IDLE_TIMEOUT": "4"}
    server = Server(tmp_path / "data", deadlines)
    try:
        before = resident(server.process.pid)
        figures = hostile.run(server.address, connections=200, seconds=14, path="/healthz", page="/sign-in")
        assert figures["failed"] == []
        assert figures["requests"] > 200
        for kind, ends in figures["cut"].items():
            assert ends["cut"] == ends["clients"], f"{kind}: {ends}"
            assert ends["last"] < 12, f"{kind}: {ends}"
        assert resident(server.process.pid) < before + 40_000
        refused = [line for line in server.log if " status=408 " in line]
        assert refused, "who is too slow with a request is told so, and the log too"
        assert urllib.request.urlopen(server.url("/sign-in")).status == 200
    finally:
        server.stop()


def try_to_sign_in(address: str, username: str) -> int:
    client = Client(address)
    return client.send("POST", "/sign-in", client.fields("/sign-in", "/sign-in") | {"username": username, "password": "wrong-password-here-9"})[0]


def test_a_crowd_that_signs_in_leaves_pages_to_others(tmp_path: Path):
    """Fifty at once: all are answered, in their turn or told to come again, and nobody else notices."""
    data = tmp_path / "data"
    MANAGER.create(data)
    server = Server(data)
    try:
        with ThreadPoolExecutor(50) as crowd:
            answers = [crowd.submit(try_to_sign_in, server.address, f"nobody{number}") for number in range(50)]
            figures = hostile.honest(hostile.endpoint(server.address), "/sign-in", 5)
            statuses = [answer.result() for answer in answers]
        assert figures["failed"] == []
        assert figures["requests"] > 20
        # On a busy machine most wait for longer than a request may (ROTA_QUEUE_TIMEOUT) and are told so; none is left without an answer.
        assert set(statuses) <= {422, 429, 503}, statuses
        assert statuses.count(422) >= 4
    finally:
        server.stop()
