"""Issue 3, B14: the restore drill: what was backed up while people wrote comes back elsewhere, whole, and can be worked with."""

import json
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from support.client import Client
from support.program import MANAGER, Server, copy_data, rota, rota_succeeds
from support.standby import Writer


def back_up(data: Path, to: Path) -> Path:
    return Path(json.loads(rota_succeeds("backup", "--data", data, "--to", to, "--json"))["file"])


def test_restore_drill(practice_home, start, tmp_path: Path) -> None:
    data, backups = copy_data(practice_home.data, tmp_path / "live"), tmp_path / "backups"
    server = start(data)
    writer = Writer(server, MANAGER, "Anna")
    while len(writer.acknowledged) < 5:
        time.sleep(0.05)
    before = [name for _, name in writer.acknowledged]
    during = back_up(data, backups)
    written = [name for _, name in writer.stop()]
    assert len(written) > len(before), "people wrote while the backup was made"
    time.sleep(1.1)
    after = back_up(data, backups)
    live = rota_succeeds("export", "--data", data)

    # A moment's data: all that was acknowledged before, and nothing without what came before it.
    rota_succeeds("restore", during, "--data", tmp_path / "then")
    then = [name for name in clinicians(tmp_path / "then") if name.startswith("Dr Anna")]
    assert then[:len(before)] == before
    assert then == (written + [f"Dr Anna {len(written):05}"])[:len(then)]

    rota_succeeds("restore", after, "--data", tmp_path / "elsewhere")
    assert rota_succeeds("export", "--data", tmp_path / "elsewhere") == live
    restored = start(tmp_path / "elsewhere")
    client = Client(restored.address).sign_in(MANAGER)
    assert written[-1] in client.get("/clinicians?q=Anna")
    client.add_clinician("Dr After The Restore")

    checked = subprocess.run(["sha256sum", "--check", "--strict", *(path.name for path in backups.glob("*.sha256"))], cwd=backups, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert rota_succeeds("backup", "verify", "--to", backups).startswith("ok ")


def clinicians(data: Path) -> list[str]:
    with sqlite3.connect(data / "rota.db") as database:
        return [name for (name,) in database.execute("SELECT name FROM clinicians ORDER BY id")]


def test_restore_refuses_while_the_program_runs(staffed: Server, tmp_path: Path) -> None:
    backup = back_up(staffed.data, tmp_path / "backups")
    done = rota("restore", backup, "--data", staffed.data)
    assert done.returncode == 1
    assert f"is in use by another rota (process {staffed.process.pid}). Stop it first" in done.stderr


def test_restore_refuses_a_live_database_by_any_name(staffed: Server, tmp_path: Path) -> None:
    """Its last writes stand in the WAL: what was copied or linked alone lacks them, and looks whole."""
    bare, link, second = tmp_path / "bare.db", tmp_path / "link.db", tmp_path / "second.db"
    live = staffed.data / "rota.db"
    bare.write_bytes(live.read_bytes())
    link.symlink_to(live)
    second.hardlink_to(live)
    for file, words in ((bare, "is a database in use, or a copy of one"), (link, f"is in use by process {staffed.process.pid}"), (second, f"is in use by process {staffed.process.pid}")):
        for command in (("restore", file, "--data", tmp_path / "elsewhere"), ("backup", "verify", file)):
            done = rota(*command)
            assert done.returncode == 1
            assert f"{file} {words}" in done.stdout + done.stderr
    assert not (tmp_path / "elsewhere" / "rota.db").exists()


def test_verify_beside_another_reader(staffed: Server, tmp_path: Path) -> None:
    backup = back_up(staffed.data, tmp_path / "backups")
    with sqlite3.connect(backup) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM clinicians").fetchall()
        assert rota_succeeds("backup", "verify", backup).startswith("ok ")


def test_sigusr1_makes_a_backup(practice_home, start, tmp_path: Path) -> None:
    server = start(copy_data(practice_home.data, tmp_path / "live"), ROTA_BACKUPS=str(tmp_path / "nightly"))
    server.process.send_signal(signal.SIGUSR1)
    deadline = time.monotonic() + 20
    while not any("job=backup" in line for line in server.log) and time.monotonic() < deadline:
        time.sleep(0.05)
    [line] = [line for line in server.log if "job=backup" in line]
    assert "level=info" in line
    assert rota_succeeds("backup", "verify", "--to", tmp_path / "nightly").startswith("ok ")
    assert server.process.poll() is None, "and the program goes on"
