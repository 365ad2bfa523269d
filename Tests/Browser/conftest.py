"""What the journeys start from: a server of one's own, and a page in a real browser, with JavaScript and without."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

from support import seen
from support.pages import sign_in
from support.practice import busy_practice, monday, small_practice
from support.program import ADMIN, BINARY, CLINICIAN, MANAGER, Account, Server, copy_data, rota_succeeds
from support.rota import ask, await_preview, publish, take_off
from support.watching import watch

# The same engine as the whole browser, from the same package source, without its windows, which cost as much again as the pages.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# rota.test is this machine under a name that browsers trust no more than any other on plain http. Pages live for a second here: compilers that make scripts
# faster in the long run, beside the page, would take a fifth of all the processor's time.
FLAGS = ["--no-sandbox", "--host-resolver-rules=MAP rota.test 127.0.0.1", "--js-flags=--no-opt --no-maglev --single-threaded"]
# Milliseconds that a page has to show what a test expects, on a machine that is busy with other tests too.
PATIENCE = 10_000


def pytest_sessionstart(session) -> None:
    expect.set_options(timeout=PATIENCE)
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is missing. Build it first: swift build", returncode=1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server over a data folder; every one started is stopped at the end of the test and must exit 0."""
    servers: list[Server] = []

    def start(data: Path | None = None, **settings: str) -> Server:
        servers.append(Server(data or tmp_path / f"data-{len(servers)}", settings))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def server(start) -> Server:
    """A first start: no practice, no account, a set-up link."""
    return start()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory) -> Path:
    """What this run's processes share: `make test` has several (pytest-xdist), each with a folder of its own below this one."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def seen_documents(run_folder: Path) -> None:
    seen.folder = run_folder / "seen"
    seen.folder.mkdir(exist_ok=True)


@dataclass
class Home:
    """A data folder as the tests find it, made once and copied; and the cookies of people who are signed in there."""

    data: Path
    cookies: dict[str, StorageState]


@pytest.fixture(scope="session")
def make_once(run_folder: Path) -> Callable[..., Home]:
    """Makes a home in a folder of its name, unless another process of this run has: while one makes it, the others that want it wait."""

    def make_once(name: str, make: Callable[[Path], Home]) -> Home:
        folder, cookies = run_folder / name, run_folder / f"{name}.json"
        with (run_folder / f"{name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            if not cookies.exists():
                # What a failed attempt has left.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                cookies.write_text(json.dumps(make(folder).cookies))
        return Home(folder / "data", json.loads(cookies.read_text()))

    return make_once


def make_home(browser: Browser, data: Path, *accounts: Account) -> Home:
    for account in accounts:
        account.create(data)
    server, cookies = Server(data), {}
    for account in accounts:
        with browser.new_context(base_url=server.address) as context:
            sign_in(context.new_page(), account)
            cookies[account.username] = context.storage_state()
    server.stop()
    return Home(data, cookies)


@pytest.fixture(scope="session")
def staffed_home(browser: Browser, make_once) -> Home:
    return make_once("staffed", lambda folder: make_home(browser, folder / "data", MANAGER))


@pytest.fixture(scope="session")
def practice_home(browser: Browser, make_once) -> Home:
    def make(folder: Path) -> Home:
        file = folder / "practice.json"
        file.write_text(json.dumps(small_practice()))
        rota_succeeds("import", "--data", folder / "data", file)
        return make_home(browser, folder / "data", MANAGER, ADMIN, CLINICIAN)

    return make_once("practice", make)


@pytest.fixture(scope="session")
def drafted_home(practice_home: Home, make_once) -> Home:
    """The small practice with shifts of some weeks, none of them published."""

    def make(folder: Path) -> Home:
        data, file = copy_data(practice_home.data, folder / "data"), folder / "busy.json"
        file.write_text(json.dumps(busy_practice()))
        rota_succeeds("import", "--data", data, file)
        return Home(data, practice_home.cookies)

    return make_once("drafted", make)


@pytest.fixture(scope="session")
def busy_home(browser: Browser, drafted_home: Home, make_once) -> Home:
    """A practice that shows all that a practice can: two versions published, a change in the draft, a generated rota to look at."""

    def make(folder: Path) -> Home:
        data = copy_data(drafted_home.data, folder / "data")
        server = Server(data)
        with browser.new_context(base_url=server.address, storage_state=drafted_home.cookies[MANAGER.username]) as context:
            page = context.new_page()
            for day in (monday(), monday(1)):
                publish(page, day, day + timedelta(days=6))
                take_off(page, "Dr Callum Reid", day + timedelta(days=1))
            ask(page, monday(4), monday(5))
            await_preview(page)
        server.stop()
        return Home(data, drafted_home.cookies)

    return make_once("busy", make)


@pytest.fixture
def staffed(staffed_home: Home, start, tmp_path: Path) -> Server:
    """A program with a manager's account and nothing else."""
    return start(copy_data(staffed_home.data, tmp_path / "staffed"))


@pytest.fixture
def practice(practice_home: Home, start, tmp_path: Path) -> Server:
    """A server of one's own over a copy of the small practice."""
    return start(copy_data(practice_home.data, tmp_path / "practice"))


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def scripts(request) -> bool:
    """Whether the browser runs JavaScript: every test that opens a page runs both ways."""
    return request.param


@pytest.fixture
def open_page(browser: Browser, scripts: bool) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser profile of its own, as another person would have."""
    contexts: list[BrowserContext] = []

    def open_page(server: Server, **options) -> Page:
        context = browser.new_context(**{
            "base_url": server.address, "java_script_enabled": scripts, "locale": "en-GB", "timezone_id": "Europe/London",
            "viewport": {"width": 1280, "height": 800}} | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page).scripts = scripts
        return page

    yield open_page
    for context in contexts:
        complaints = [complaint for page in context.pages for complaint in watch(page).clear()]
        context.close()
        assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(server: Server, open_page) -> Page:
    """A page at a program that nobody has set up yet."""
    return open_page(server)


@pytest.fixture
def newcomer(staffed: Server, staffed_home: Home, open_page) -> Page:
    """The manager's page, signed in to a program without a practice."""
    return open_page(staffed, storage_state=staffed_home.cookies[MANAGER.username])


@pytest.fixture
def manager(practice: Server, practice_home: Home, open_page) -> Page:
    """The manager's page, signed in to the small practice."""
    return open_page(practice, storage_state=practice_home.cookies[MANAGER.username])


@pytest.fixture
def admin(practice: Server, practice_home: Home, open_page) -> Page:
    """The administrator's page, signed in to the small practice."""
    return open_page(practice, storage_state=practice_home.cookies[ADMIN.username])


@pytest.fixture
def clinician(practice: Server, practice_home: Home, open_page) -> Page:
    """The page of somebody who only looks at the rota, signed in to the small practice."""
    return open_page(practice, storage_state=practice_home.cookies[CLINICIAN.username])
