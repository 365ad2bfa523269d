"""Writers that note what the server acknowledged, and what its database must then hold, however the server ended."""

import http.client
import re
import shutil
import sqlite3
import urllib.parse
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from .program import Account


class Client:
    """One connection to the server, signed in as a browser would be."""

    def __init__(self, address: str, cookies: dict[str, str] | None = None):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=30)
        self.cookies = dict(cookies or {})
        self.csrf = ""

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, http.client.HTTPMessage, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urllib.parse.urlencode(fields) if fields is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def sign_in(self, account: Account) -> None:
        hidden = self.hidden_fields("/sign-in")
        status, _, text = self.send("POST", "/sign-in", hidden | {"username": account.username, "password": account.password})
        assert status == 303, text

    def hidden_fields(self, path: str) -> dict[str, str]:
        status, _, text = self.send("GET", path)
        assert status == 200, f"{path} answered {status}: {text}"
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', text))

    def create_clinician(self, name: str) -> tuple[int, http.client.HTTPMessage, str]:
        self.csrf = self.csrf or self.hidden_fields("/clinicians/new")["csrf"]
        return self.send("POST", "/clinicians", {"csrf": self.csrf, "once": uuid.uuid4().hex, "name": name, "active": "yes"})


@dataclass
class Writers:
    """Threads that create clinicians of names never used before, until the server is gone."""

    address: str
    cookies: dict[str, str]
    count: int = 4
    # Name to address of every one that was answered by 303.
    acknowledged: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.threads = [Thread(target=self._write) for _ in range(self.count)]
        for thread in self.threads:
            thread.start()

    def _write(self) -> None:
        client = Client(self.address, self.cookies)
        try:
            while True:
                name = f"Dr {uuid.uuid4().hex}"
                status, headers, text = client.create_clinician(name)
                if status != 303:
                    self.refused.append(f"{status}: {text}")
                    return
                self.acknowledged[name] = headers["Location"]
        except (OSError, http.client.HTTPException):
            return

    def join(self) -> None:
        for thread in self.threads:
            thread.join()


def check_database(data: Path, copy: Path, acknowledged: dict[str, str]) -> list[str]:
    """What is wrong with a copy of the database as a dead server left it, its log included; the files themselves stay untouched."""
    for suffix in ("", "-wal"):
        source = data / f"rota.db{suffix}"
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + suffix))
    db = sqlite3.connect(copy)
    try:
        problems = [text for (text,) in db.execute("PRAGMA integrity_check") if text != "ok"]
        problems += [f"foreign key: {row}" for row in db.execute("PRAGMA foreign_key_check")]
        rows = dict(db.execute("SELECT name, id FROM clinicians WHERE name LIKE 'Dr %'"))
        problems += [f"lost: {name}" for name, place in acknowledged.items() if f"/clinicians/{rows.get(name)}" != place]
        problems += [f"twice: {name}" for (name,) in db.execute("SELECT name FROM clinicians GROUP BY name HAVING count(*) > 1")]
        entries = dict(db.execute(
            "SELECT subject_id, count(*) FROM audit_entries WHERE subject_kind = 'clinician' AND action = 'add clinician' GROUP BY subject_id"))
        problems += [f"{name} has {entries.get(row, 0)} audit entries" for name, row in rows.items() if entries.get(row, 0) != 1]
        problems += [f"audit entry of nobody: {row}" for row in entries if row not in rows.values()]
        return problems
    finally:
        db.close()
        for suffix in ("", "-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
