"""Writers that note what the server acknowledged, and what its database must then hold, however the server ended."""

import shutil
import sqlite3
import uuid
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Thread

from .client import Client
from .program import MANAGER, Server


def serve(data: Path) -> tuple[Server, Client]:
    """A server over a new data folder, and its manager signed in."""
    MANAGER.create(data)
    server = Server(data)
    manager = Client(server.address)
    manager.sign_in(MANAGER)
    return server, manager


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
                status, location, text = client.post_clinician(name)
                if status != 303:
                    self.refused.append(f"{status}: {text}")
                    return
                self.acknowledged[name] = location
        except (OSError, HTTPException):
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
        problems += [f"audit entry of nobody: {row}" for row in entries.keys() - rows.values()]
        return problems
    finally:
        db.close()
        for suffix in ("", "-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
