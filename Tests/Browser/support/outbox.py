"""The outbox's table, written and read beside the running program, as the program's own features would write it."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

BODY = "Dear {name},\n\nyour shifts have changed. Café, naïve, 上午; a line that is long enough to be folded somewhere before its end, and a dot:\n.\n..two\nFrom here on.\n"


def instant(seconds: int = 0) -> str:
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def connect(data: Path) -> closing:
    return closing(sqlite3.connect(data / "rota.db", timeout=30))


def queue(data: Path, count: int = 1, start: int = 0, **columns) -> list[str]:
    """Queues so many mails, to person0@elm.example and so on, and gives the left parts of their Message-IDs."""
    names = [f"mail-{number}-{instant().replace(':', '')}" for number in range(start, start + count)]
    with connect(data) as db, db:
        for number, name in enumerate(names, start):
            row = {
                "key": name, "kind": "shifts", "to_name": f"Zoë “{number}” Müller", "to_address": f"person{number}@elm.example", "subject": f"Deine Schichten ändern sich № {number}",
                "text": BODY.format(name=number), "html": f"<!doctype html><p>{BODY.format(name=number)}</p>", "holds_secret": 0, "message_id": name, "created_at": instant(),
                "next_at": instant()} | columns
            db.execute(f"INSERT INTO outbox ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    return names


def rows(data: Path, *columns: str) -> list[tuple]:
    with connect(data) as db:
        return db.execute(f"SELECT {', '.join(columns)} FROM outbox ORDER BY id").fetchall()


def states(data: Path) -> dict[str, int]:
    with connect(data) as db:
        return dict(db.execute("SELECT state, count(*) FROM outbox GROUP BY state"))


def hurry(data: Path) -> None:
    """What waits for its next try is due now."""
    with connect(data) as db, db:
        db.execute("UPDATE outbox SET next_at = ? WHERE state = 'waiting'", [instant()])
