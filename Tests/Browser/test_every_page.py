"""Every page that a role can reach is what every page must be, empty and full, at every width, with JavaScript and without."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from support.checks import all_problems, axe_problems, own_problems
from support.crawl import crawl, route_of, routes_of_pages
from support.program import ADMIN, CLINICIAN, MANAGER, ROOT, Server, copy_data
from support.watching import watch
from support.ways import without_scripts

# Addresses that no link leads a manager to, each with what looks at it instead.
NOT_LINKED = {
    "/": "leads on to the first page",
    "/generations": "leads on to the form; in test_generation.py",
    "/generations/:id/events": "for the page's script, in test_generation.py",
    "/healthz": "for machines",
    "/readyz": "for machines",
    "/metrics": "for machines",
    "/sign-in": "test_pages_for_strangers",
    "/sign-in/code": "test_profile.py",
    "/sign-in/recovery-code": "test_profile.py",
    "/forgotten-password": "test_pages_for_strangers",
    "/forgotten-password/sent": "test_pages_for_strangers",
    "/reset-password": "test_profile.py",
    "/reset-password/:token": "leads on to the form; in test_profile.py",
    "/email": "test_profile.py",
    "/email/:token": "leads on to the form; in test_profile.py",
    "/kept-form": "test_profile.py",
    "/two-step/new": "test_profile.py",
    "/two-step/codes": "comes after turning it on, in test_profile.py",
    "/two-step/removal": "comes after turning it on, in test_profile.py",
    "/setup/:token": "leads on to the first step",
    "/setup/practice": "test_setup.py",
    "/setup/locations": "test_setup.py",
    "/setup/account": "test_setup.py",
    "/export": "a download, in test_import.py",
    "/imports/:id": "comes after an upload, in test_import.py",
    "/join/:token": "leads on to the page to sign up, in test_invitations.py",
    "/join": "comes by a link, in test_invitations.py",
    "/calendar": "for clinicians, in test_calendar.py",
    "/cal/:file": "for calendars, in test_calendar.py",
    "/api/v1/openapi.json": "for programs, in test_api.py",
    "/api/v1/practice": "for programs, in test_api.py",
    "/api/v1/locations": "for programs, in test_api.py",
    "/api/v1/clinicians": "for programs, in test_api.py",
    "/api/v1/clinicians/:id": "for programs, in test_api.py",
    "/api/v1/groups": "for programs, in test_api.py",
    "/api/v1/terms": "for programs, in test_api.py",
    "/api/v1/shifts": "for programs, in test_api.py",
    "/api/v1/cover": "for programs, in test_api.py",
    "/api/v1/gaps": "for programs, in test_api.py",
    "/api/v1/duty": "for programs, in test_api.py",
    "/notifications/:id": "in test_notifications.py",
    "/unsubscribe/:token": "in test_notifications.py",
    "/profile/email": "where mail is on, in test_profile.py",
    "/gallery": "test_the_gallery",
    "/gallery/*name": "test_the_gallery",
}


@pytest.fixture
def busy(busy_home, start, tmp_path: Path) -> Server:
    return start(copy_data(busy_home.data, tmp_path / "busy"))


def faults(page: Page) -> tuple[list[str], list[str]]:
    """The paths of the pages visited, and all that is wrong with them."""
    visited, found = [], []
    for pattern in crawl(page, dead=found):
        visited.append(urlsplit(page.url).path)
        found += [f"{pattern} ({page.title()}): {problem}" for problem in all_problems(page)]
    return visited, found


def check_every_page(page: Page) -> None:
    visited, found = faults(page)
    assert not found, "\n".join(found)
    routes = routes_of_pages()
    missed = set(routes) - {route_of(path, routes) for path in visited}
    assert missed - set(NOT_LINKED) == set(), "pages that no link of the busy practice leads to"
    assert set(NOT_LINKED) - missed == set(), "pages in NOT_LINKED that are linked, or are no more"


def test_every_page_of_a_practice_with_a_rota(busy: Server, practice_home, open_page):
    check_every_page(open_page(busy, storage_state=practice_home.cookies[MANAGER.username]))


@without_scripts
def test_every_page_of_an_administrator(busy: Server, practice_home, open_page):
    check_every_page(open_page(busy, storage_state=practice_home.cookies[ADMIN.username]))


@without_scripts
def test_every_page_of_an_empty_practice(newcomer: Page):
    _, found = faults(newcomer)
    assert not found, "\n".join(found)


def test_every_page_of_a_clinician(busy: Server, practice_home, open_page):
    page = open_page(busy, storage_state=practice_home.cookies[CLINICIAN.username])
    visited, found = faults(page)
    assert not any(path.startswith(("/clinicians", "/accounts", "/audit")) for path in visited), visited
    assert not found, "\n".join(found)


def test_pages_for_strangers(practice, open_page):
    page, found = open_page(practice), []
    for path in ("/sign-in", "/forgotten-password", "/forgotten-password/sent", "/email", "/reset-password/none", "/accessibility", "/no-such-page"):
        page.goto(path)
        found += [f"{path}: {problem}" for problem in all_problems(page)]
    assert not found, "\n".join(found)


def unfingerprinted(route: Route) -> None:
    """The files that the examples name, which the program serves under other addresses."""
    name = route.request.url.rsplit("/", 1)[1]
    route.fulfill(path=next((ROOT / "Public").rglob(name)))


def mail_problems(page: Page) -> list[str]:
    """A mail is no page of ours: it has neither navigation nor style sheet, but words, and nothing that a browser or axe-core complains of."""
    problems = list(watch(page).clear())
    if page.url.endswith("?as=text"):
        return problems + ([] if "You get this because" in page.content() and "style=" not in watch(page).html() else ["the text says too little or too much"])
    # Whoever reads mail has no landmarks to jump to.
    return problems + [problem for problem in axe_problems(page) if not re.search("(region|landmark-one-main): ", problem)]


# With scripts the example of a generation under way would go on asking for one that is not there.
@without_scripts
def test_the_gallery(practice_home, start, open_page, tmp_path: Path):
    """Every template that is a page, with its example: states that no crawl comes upon."""
    server = start(copy_data(practice_home.data, tmp_path / "gallery"), ROTA_DEVELOPMENT="1")
    page, found = open_page(server, storage_state=practice_home.cookies[MANAGER.username]), []
    page.route(re.compile(r"/(app\.css|app\.js|favicon\.svg)$"), unfingerprinted)
    page.goto("/gallery")
    found += [f"/gallery: {problem}" for problem in own_problems(page)]
    for path in page.get_by_role("main").get_by_role("link").evaluate_all("(links) => links.map((link) => link.pathname + link.search)"):
        page.goto(path)
        if path.startswith("/gallery/mail/"):
            found += [f"{path}: {problem}" for problem in mail_problems(page)]
            continue
        if watch(page).html().startswith("<!doctype"):
            found += [f"{path}: {problem}" for problem in all_problems(page)]
    assert not found, "\n".join(found)
