"""A primary whose database Litestream replicates, people who write to it, and the moment at which it dies."""

import signal
import subprocess
import sys
import time
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

from .client import Client
from .program import Account, Server

LITESTREAM = Path(sys.executable).with_name("litestream")
# As the README has it, but for the paths.
CONFIGURATION = 'dbs: [{{path: {data}/rota.db, monitor-interval: 200ms, replica: {{url: "file://{replica}", sync-interval: 200ms}}}}]\n'


class Replication:
    """`litestream replicate`, until it is killed."""

    def __init__(self, data: Path, replica: Path):
        self.replica = replica
        self.log = replica.with_suffix(".log")
        configuration = replica.with_suffix(".yml")
        configuration.write_text(CONFIGURATION.format(data=data, replica=replica))
        with self.log.open("w") as log:
            self.process = subprocess.Popen([LITESTREAM, "replicate", "-config", configuration], stdout=log, stderr=log)

    def wait_until_it_has_begun(self) -> None:
        for _ in range(200):
            if "snapshot complete" in self.log.read_text():
                return
            time.sleep(0.1)
        raise AssertionError(f"Litestream has not begun:\n{self.log.read_text()}")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Writer:
    """Adds clinicians one after the other until the server dies or `stop` is called, and notes when each was acknowledged."""

    def __init__(self, server: Server, account: Account, name: str):
        self.client = Client(server.address).sign_in(account)
        self.name = name
        self.acknowledged: list[tuple[float, str]] = []
        self.is_stopped = Event()
        self.thread = Thread(target=self._write, daemon=True)
        self.thread.start()

    def _write(self) -> None:
        while not self.is_stopped.is_set():
            name = f"Dr {self.name} {len(self.acknowledged):05}"
            try:
                self.client.add_clinician(name)
            except (OSError, HTTPException):
                return
            self.acknowledged.append((time.monotonic(), name))

    def stop(self) -> list[tuple[float, str]]:
        self.is_stopped.set()
        self.thread.join(timeout=30)
        return self.acknowledged
