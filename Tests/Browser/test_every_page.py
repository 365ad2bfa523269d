"""Every page that a role can reach is what every page must be, empty and full, at every width, with JavaScript and without."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from support.checks import axe_problems, own_problems
from support.crawl import crawl
from support.practice import busy_practice
from support.program import MANAGER, copy_data, rota_succeeds


@pytest.fixture
def busy(practice_home, start, open_page, tmp_path: Path) -> Page:
    """The manager's page at a practice with a rota of some weeks."""
    data, file = copy_data(practice_home.data, tmp_path / "busy"), tmp_path / "busy.json"
    file.write_text(json.dumps(busy_practice()))
    rota_succeeds("import", "--data", data, file)
    return open_page(start(data), storage_state=practice_home.cookies[MANAGER.username])


def faults(page: Page) -> tuple[list[str], list[str]]:
    """The patterns of the pages visited, and all that is wrong with them."""
    visited, found = [], []
    for pattern in crawl(page, dead=found):
        visited.append(pattern)
        found += [f"{pattern} ({page.title()}): {problem}" for problem in own_problems(page) + axe_problems(page)]
    return visited, found


def test_every_page_of_a_practice_with_a_rota(busy: Page):
    visited, found = faults(busy)
    for wanted in ("/rota", "/clinicians", "/clinicians/:id", "/terms/:id", "/leave", "/cover", "/closures", "/generations/new", "/audit", "/help"):
        assert any(pattern.split("?")[0] == wanted for pattern in visited), f"{wanted} was not reached: {visited}"
    assert not found, "\n".join(found)


def test_every_page_of_an_empty_practice(newcomer: Page):
    _, found = faults(newcomer)
    assert not found, "\n".join(found)


def test_every_page_of_a_clinician(clinician: Page):
    visited, found = faults(clinician)
    assert not any(pattern.startswith(("/clinicians", "/accounts", "/audit")) for pattern in visited), visited
    assert not found, "\n".join(found)


def test_pages_for_strangers(practice, open_page):
    page, found = open_page(practice), []
    for path in ("/sign-in", "/accessibility", "/no-such-page"):
        page.goto(path)
        found += [f"{path}: {problem}" for problem in own_problems(page) + axe_problems(page)]
    assert not found, "\n".join(found)
