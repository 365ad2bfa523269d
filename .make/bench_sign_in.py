"""Sign-in's part of `make bench`: how long it takes alone and ten at a time, password hashing included, and what pages take meanwhile."""

import http.client
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench_server import PASSWORD, Browser, make_data, start_rota, stop

AT_ONCE, TIMES = 10, 5
PAGES = ("/clinicians", "/rota")


def sign_in(address: str) -> float:
    """Seconds from sending username and password to the answer; the form was fetched before."""
    browser = Browser(address)
    browser.hidden("/sign-in")
    began = time.monotonic()
    browser.sign_in("bench", PASSWORD)
    return time.monotonic() - began


class Reader(threading.Thread):
    """Somebody who opens page after page on one connection, without a pause, until told to stop."""

    def __init__(self, address: str, cookie: str, path: str):
        super().__init__(daemon=True)
        self.address, self.cookie, self.path = address.removeprefix("http://"), cookie, path
        self.times: list[float] = []
        self.over = threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection(self.address)
        while not self.over.is_set():
            began = time.monotonic()
            connection.request("GET", self.path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, f"{self.path} answered {answer.status}"
            self.times.append(time.monotonic() - began)
            time.sleep(0.01)


def read_while(address: str, cookie: str, work) -> dict[str, list[float]]:
    """What pages took, by path, while the work went on."""
    readers = [Reader(address, cookie, path) for path in PAGES]
    for reader in readers:
        reader.start()
    work()
    for reader in readers:
        reader.over.set()
        reader.join()
    return {reader.path: reader.times for reader in readers}


def show(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered) * 1_000:7.1f} ms, 99 of 100 within {ordered[int(len(ordered) * 0.99)] * 1_000:7.1f} ms"


def bench_sign_in(folder: Path) -> None:
    process, address = start_rota("serve", make_data(folder, "sign-in", 60, 30, 26))
    try:
        browser = Browser(address)
        browser.sign_in("bench", PASSWORD)
        alone = [sign_in(address) for _ in range(TIMES)]
        together: list[float] = []

        def crowd() -> None:
            for _ in range(TIMES):
                with ThreadPoolExecutor(AT_ONCE) as people:
                    together.extend(people.map(sign_in, [address] * AT_ONCE))

        quiet = read_while(address, browser.cookie, lambda: time.sleep(5))
        busy = read_while(address, browser.cookie, crowd)
    finally:
        stop(process)
    print(f"\nSigning in, {TIMES} times alone and {TIMES} times {AT_ONCE} at once; somebody reads pages meanwhile, every 10 ms")
    print(f"  alone             {show(alone)}")
    print(f"  {AT_ONCE} at once        {show(together)}, the last of ten {max(together) * 1_000:.0f} ms at worst")
    for path in PAGES:
        print(f"  {path:16}  {show(quiet[path])}; while they sign in {show(busy[path])}", flush=True)
