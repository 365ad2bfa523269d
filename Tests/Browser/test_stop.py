"""What an operator reads of a stop: what was under way, and what was cut off (conventions §3)."""

import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from support.program import Server


def await_log(server: Server, words: str) -> None:
    end = time.monotonic() + 20
    while not any(words in line for line in server.log):
        assert time.monotonic() < end, f"no “{words}” in the log:\n{''.join(server.log)}"
        time.sleep(0.02)


def half_request(server: Server) -> socket.socket:
    """A form of which the rest never comes; its head is taken in before this comes back, since the server asks for more."""
    client = socket.create_connection(("127.0.0.1", urlsplit(server.address).port), timeout=30)
    client.sendall(
        b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
    assert client.recv(100).startswith(b"HTTP/1.1 100 ")
    client.sendall(b"a")
    return client


def test_a_stop_says_that_all_was_finished(tmp_path: Path):
    server = Server(tmp_path / "data")
    server.stop()
    await_log(server, "level=info message=\"stopping: connections open: 0, requests under way: 0; they have 25 seconds, or until a second signal\"")
    await_log(server, "level=info message=\"stopped: everything under way was finished\"")


def test_a_second_signal_says_what_it_cuts_off(tmp_path: Path):
    server = Server(tmp_path / "data")
    with half_request(server):
        server.process.send_signal(signal.SIGTERM)
        await_log(server, "stopping: connections open: ")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 1
    await_log(server, "level=warn message=\"stopping now: a second signal came\"")
    await_log(server, "level=warn message=\"stopped: connections cut off before they were finished: 1\"")
