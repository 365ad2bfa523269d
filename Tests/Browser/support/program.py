"""The program under test: how a test runs its commands and starts and stops its server."""

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("BROWSER_TESTS_BINARY", ROOT / ".build/debug/rota"))
READY = re.compile(r"Practice Rota is ready: (https?://127\.0\.0\.1:\d+)(/\S*)")


def environment() -> dict[str, str]:
    """This process's environment without settings of the program that a developer may have exported."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ROTA_")}


def rota(*arguments, stdin: str = "", settings: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    """Runs one command of the program to its end."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=120,
        env=environment() | (settings or {}), cwd=ROOT)


def rota_succeeds(*arguments, stdin: str = "") -> str:
    """Runs one command of the program, which must exit 0, and gives what it printed."""
    done = rota(*arguments, stdin=stdin)
    assert done.returncode == 0, f"rota {' '.join(map(str, arguments))} exited {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@dataclass
class Account:
    """Somebody who can sign in."""

    username: str
    password: str
    name: str
    email: str
    role: str = "manager"

    def create(self, data: Path) -> "Account":
        rota_succeeds(
            "admin", "create", "--data", data, "--username", self.username, "--name", self.name,
            "--email", self.email, "--role", self.role, "--password-stdin", stdin=self.password + "\n")
        return self


MANAGER = Account("morwenna", "kettle-harbour-lantern-9", "Morwenna Tregear", "morwenna@elm.example")
ADMIN = Account("idris", "orchard-violin-paperclip-4", "Idris Bowen", "idris@elm.example", role="admin")
CLINICIAN = Account("bethan", "gravel-lighthouse-mitten-2", "Bethan Price", "bethan@elm.example", role="clinician")


class Server:
    """`rota serve` over a data folder of the test's own, on a port of the system's choosing, or on the one that an http:// ROTA_BASE_URL names."""

    def __init__(self, data: Path, settings: dict[str, str] | None = None):
        self.data = data
        self.log: list[str] = []
        base = urlsplit((settings or {}).get("ROTA_BASE_URL", ""))
        port = (base.scheme == "http" and base.port) or 0
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", data, "--listen", f"127.0.0.1:{port}"], cwd=ROOT, text=True,
            env=environment() | (settings or {}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.address, self.first_path = self._wait_until_ready()
        Thread(target=self._keep_log, daemon=True).start()

    def _wait_until_ready(self) -> tuple[str, str]:
        for line in self.process.stdout:
            self.log.append(line)
            if found := READY.search(line):
                return found[1], found[2]
        raise AssertionError(f"rota serve exited {self.process.wait()} before it was ready:\n{''.join(self.log)}")

    def _keep_log(self) -> None:
        self.log.extend(self.process.stdout)

    @property
    def setup_link(self) -> str:
        """The one-time link of a first start."""
        assert self.first_path.startswith("/setup/"), f"no set-up link was printed: {self.first_path}"
        return self.address + self.first_path

    def url(self, path: str) -> str:
        return self.address + path

    def stop(self) -> None:
        """Asks for a graceful stop, which must end in exit 0."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("rota serve did not stop within 30 s of SIGTERM") from None
        assert status == 0, f"rota serve exited {status}; its last lines:\n{''.join(self.log[-20:])}"


def copy_data(source: Path, target: Path) -> Path:
    """A data folder of one's own, made from one whose server is stopped."""
    return Path(shutil.copytree(source, target))
