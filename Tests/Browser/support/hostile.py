"""Clients that send or read a byte a second, a thousand at once, and an honest one beside them.

As a program it measures a server that runs already: hostile.py http://127.0.0.1:PORT [--connections 1000] [--seconds 60] [--path /healthz]
"""

import argparse
import json
import multiprocessing
import socket
import statistics
import sys
import time
import urllib.parse

# States of a connection (linux/tcp_states.h).
TCP_CLOSE, TCP_CLOSE_WAIT = 7, 8

KINDS = ("head", "body", "read", "idle", "mixed")


def endpoint(url: str) -> tuple[str, int]:
    parts = urllib.parse.urlsplit(url)
    return parts.hostname, parts.port


class SlowClient:
    """One connection that takes its time. `ended` is when the server cut it, in seconds after its start."""

    def __init__(self, address: tuple[str, int], kind: str, page: str):
        self.kind, self.ended, self.sent = kind, None, 0
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        self.socket.connect(address)
        self.socket.setblocking(False)
        host = f"Host: {address[0]}\r\n"
        self.script = {
            "head": f"GET {page} HTTP/1.1\r\n{host}X-Slow: {'a' * 4_000}\r\n\r\n",
            "body": f"POST /sign-in HTTP/1.1\r\n{host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\n" + "a" * 4_000,
            "read": f"GET {page} HTTP/1.1\r\n{host}\r\n" * 64,
            "idle": "",
            "mixed": f"GET {page} HTTP/1.1\r\n{host}\r\nGET {page} HTTP/1.1\r\nX-Slow: {'a' * 4_000}\r\n",
        }[kind].encode()
        # What comes at once; after it a byte a second.
        self.first = {"body": self.script.index(b"\r\n\r\n") + 4 if kind == "body" else 0, "read": len(self.script), "mixed": 60}.get(kind, 1)
        self.started = time.monotonic()

    def is_cut(self) -> bool:
        """Asked of the system, since what it has taken in can still be read a byte a second long after the server has gone."""
        return self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] in (TCP_CLOSE, TCP_CLOSE_WAIT)

    def step(self) -> None:
        """A byte out and a byte in, whatever the kind."""
        if self.ended is not None:
            return
        if self.is_cut():
            return self.end()
        try:
            count = self.first if self.sent == 0 else 1
            if self.sent < len(self.script):
                self.sent += self.socket.send(self.script[self.sent:self.sent + count])
        except BlockingIOError:
            pass
        except OSError:
            return self.end()
        try:
            if self.socket.recv(1) == b"":
                self.end()
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def end(self) -> None:
        self.ended = time.monotonic() - self.started
        self.socket.close()


def attack(address, page, count, seconds, started, results) -> None:
    """The slow clients of one process: each is served once a second, spread over the second."""
    clients = [SlowClient(address, KINDS[number % len(KINDS)], page) for number in range(count)]
    started.set()
    end = time.monotonic() + seconds
    turn = 0
    while time.monotonic() < end:
        before = time.monotonic()
        for client in clients[turn::20]:
            client.step()
        turn = (turn + 1) % 20
        time.sleep(max(0, 0.05 - (time.monotonic() - before)))
    results.put([(client.kind, client.ended) for client in clients])


def honest(address, path, seconds, cookie="") -> dict:
    """One request after the other on one connection, renewed each hundred; what each took in milliseconds."""
    took, failed, reconnects = [], [], 0
    request = f"GET {path} HTTP/1.1\r\nHost: {address[0]}\r\n{'Cookie: ' + cookie + chr(13) + chr(10) if cookie else ''}\r\n".encode()
    end, client = time.monotonic() + seconds, None
    while time.monotonic() < end:
        before = time.perf_counter()
        try:
            if client is None or reconnects % 100 == 0:
                if client:
                    client.close()
                client = socket.create_connection(address, timeout=20)
            reconnects += 1
            client.sendall(request)
            answer = b""
            while b"\r\n\r\n" not in answer:
                piece = client.recv(65_536)
                if not piece:
                    raise OSError("closed")
                answer += piece
            head, body = answer.split(b"\r\n\r\n", 1)
            length = int(next(line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")))
            while len(body) < length:
                body += client.recv(65_536)
            if not head.startswith(b"HTTP/1.1 200"):
                raise OSError(head.split(b"\r\n")[0].decode())
        except OSError as error:
            failed.append(str(error))
            client = None
        took.append((time.perf_counter() - before) * 1_000)
        time.sleep(0.005)
    took.sort()
    return {"requests": len(took), "failed": failed, "p50": statistics.median(took), "p99": took[int(len(took) * 0.99)], "max": took[-1]}


def run(url: str, connections: int, seconds: float, path: str = "/healthz", page: str = "/sign-in", cookie: str = "") -> dict:
    """Attacks for so many seconds and measures an honest client meanwhile; gives its figures and when the slow ones were cut, by kind."""
    address = endpoint(url)
    context = multiprocessing.get_context("fork")
    results, started = context.Queue(), context.Event()
    attacker = context.Process(target=attack, args=(address, page, connections, seconds, started, results))
    attacker.start()
    started.wait(60)
    figures = honest(address, path, seconds - 1, cookie)
    cut: dict[str, list] = {}
    for kind, ended in results.get(timeout=seconds + 60):
        cut.setdefault(kind, []).append(ended)
    attacker.join()
    figures["cut"] = {
        kind: {"clients": len(ends), "cut": sum(end is not None for end in ends), "last": max((end for end in ends if end), default=None)}
        for kind, ends in cut.items()}
    return figures


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("url")
    reader.add_argument("--connections", type=int, default=1_000)
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--path", default="/healthz")
    reader.add_argument("--page", default="/sign-in")
    reader.add_argument("--cookie", default="")
    given = reader.parse_args()
    json.dump(run(given.url, given.connections, given.seconds, given.path, given.page, given.cookie), sys.stdout, indent=1)
    print()
