"""A disk that is really full, or really read-only, which takes the right to mount one: part of `make crash` only."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.crash import check_database, serve
from support.program import MANAGER, Server, rota


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Eight megabytes of one's own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8M", "none", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_full_disk_refuses_whole_changes_and_goes_on(disk: Path, tmp_path: Path) -> None:
    data, acknowledged = disk / "data", {}
    server, client = serve(data)

    def create(name: str) -> tuple[int, str]:
        status, location, text = client.post_clinician(name)
        if status == 303:
            acknowledged[name] = location
        return status, text

    assert create("Dr First")[0] == 303
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(b"x" * 4096)
    answers = [create(f"Dr {number} {'x' * 80}") for number in range(50)]
    refused = [text for status, text in answers if status == 503]
    assert refused and {status for status, _ in answers} <= {303, 503}, answers
    assert all("disk is full" in text and "Nothing was changed." in text and "Reference" in text for text in refused), refused[0]
    # The log is written by a thread of its own.
    end = time.monotonic() + 5
    while sum("fault=disk-full" in line for line in server.log) < len(refused) and time.monotonic() < end:
        time.sleep(0.02)
    assert sum("fault=disk-full" in line for line in server.log) == len(refused)
    assert client.send("GET", "/clinicians")[0] == 200, "what is there can still be read"
    assert not check_database(data, tmp_path / "copy.db", acknowledged)
    filler.unlink()
    assert create("Dr Last")[0] == 303, "the program goes on by itself"
    server.process.kill()
    server.process.wait()
    assert not check_database(data, tmp_path / "copy.db", acknowledged)
    Server(data).stop()


def test_read_only_disk_stops_the_start_with_words(disk: Path) -> None:
    MANAGER.create(disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    done = rota("serve", "--data", disk / "data", "--listen", "127.0.0.1:0")
    assert done.returncode == 1
    assert "cannot be written: Read-only file system" in done.stdout + done.stderr
