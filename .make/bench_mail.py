"""Mail's part of `make bench`: how many mails a minute go from the outbox to a mail server on this machine, each on the disk before and after it went."""

import os
import socket
import socketserver
import sqlite3
import ssl
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from bench_server import PASSWORD, ROTA, ROUNDS, must, start_rota_with, stop

MAILS = int(os.environ.get("MAILS", "3000"))
TEXT = "Dear Dr Okafor,\n\nyour shifts have changed:\n\n" + "".join(f"- Monday {day} November 2026: full day at Main Surgery, was morning only\n" for day in range(2, 30, 7)) + "\nElm Surgery\n"


class Sink(socketserver.StreamRequestHandler):
    """As little of a mail server as takes mail, so that it is the program that is measured."""

    def handle(self) -> None:
        say = self.request.sendall
        say(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                say(b"250-sink\r\n250-PIPELINING\r\n250 SIZE 33554432\r\n")
            elif verb == b"DATA":
                say(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
                say(b"250 taken\r\n")
                self.server.taken += 1
            elif verb == b"QUIT":
                say(b"221 bye\r\n")
                return
            else:
                say(b"250 ok\r\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    taken = 0

    def __init__(self, context: ssl.SSLContext | None):
        super().__init__(("127.0.0.1", 0), Sink)
        self.context = context
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def get_request(self):
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return (self.context.wrap_socket(connection, server_side=True) if self.context else connection), address


def fresh(data: Path) -> Path:
    """A practice of its own for each measurement: SQLite has no statistics in any, and so they are alike, whichever comes first."""
    must(ROTA, "admin", "create", "--data", data, "--username", "bench", "--name", "Bench Mark", "--email", "bench@example.org", "--role", "manager", "--password-stdin", stdin=PASSWORD + "\n")
    queue(data)
    return data


def queue(data: Path) -> None:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with sqlite3.connect(data / "rota.db") as db:
        for number in range(MAILS):
            name = f"bench-{number}"
            db.execute(
                "INSERT INTO outbox (key, kind, to_name, to_address, subject, text, html, holds_secret, message_id, created_at, next_at) VALUES (?, 'shifts', ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                (name, f"Dr Okafor {number}", f"person{number}@elm.example", "Your shifts have changed", TEXT, f"<!doctype html><html><body><p>{TEXT}</p></body></html>", name, now, now))
    db.close()


def measure(data: Path, security: str, context: ssl.SSLContext | None) -> tuple[float, float]:
    """Mails a second, and milliseconds of the program's processor time for each."""
    with Server(context) as sink:
        settings = {
            "ROTA_SMTP_HOST": "127.0.0.1", "ROTA_SMTP_PORT": str(sink.server_address[1]), "ROTA_SMTP_SECURITY": security, "ROTA_SMTP_VERIFY": "0",
            "ROTA_MAIL_FROM": "rota@elm.example", "ROTA_BASE_URL": "http://127.0.0.1:8080"}
        process = start_rota_with(data, settings)
        while sink.taken < 20:
            if process.poll() is not None:
                sys.exit("the program ended while it was measured")
            time.sleep(0.002)
        began, first, spent = time.monotonic(), sink.taken, processor_time(process)
        while sink.taken < MAILS:
            if time.monotonic() - began > 600:
                sys.exit(f"{sink.taken} of {MAILS} mails came within ten minutes")
            time.sleep(0.01)
        elapsed, count = time.monotonic() - began, MAILS - first
        spent = processor_time(process) - spent
        stop(process)
        sink.shutdown()
    return count / elapsed, spent / count * 1_000


def processor_time(process: subprocess.Popen) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bench_mail(folder: Path) -> None:
    must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=sink", "-keyout", folder / "sink.key", "-out", folder / "sink.crt")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "sink.crt", folder / "sink.key")
    ways = {"in the clear": ("none", None), "by TLS": ("tls", context)}
    found = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name, (security, chosen) in ways.items():
            found[name].append(measure(fresh(folder / f"mail-{security}-{number}"), security, chosen))
    print(f"\nMail: {MAILS} messages from the outbox to a mail server on this machine, one connection for each hundred; medians of {ROUNDS}")
    for name, rounds in found.items():
        rates, costs = zip(*rounds)
        print(f"  {name:14}{statistics.median(rates) * 60:10,.0f} mails a minute ({min(rates) * 60:,.0f} to {max(rates) * 60:,.0f}){statistics.median(costs):8.2f} ms of processor each", flush=True)
