"""Every page that a role can reach is what every page must be, empty and full, at every width, with JavaScript and without."""

from playwright.sync_api import Page

from support.checks import axe_problems, own_problems
from support.crawl import crawl


def faults(page: Page) -> tuple[list[str], list[str]]:
    """The patterns of the pages visited, and all that is wrong with them."""
    visited, found = [], []
    for pattern in crawl(page, dead=found):
        visited.append(pattern)
        found += [f"{pattern} ({page.title()}): {problem}" for problem in own_problems(page) + axe_problems(page)]
    return visited, found


def test_every_page_of_a_practice_is_accessible_to_the_manager(manager: Page):
    visited, found = faults(manager)
    assert "/clinicians" in visited and "/clinicians/:id" in visited, visited
    assert not found, "\n".join(found)


def test_pages_for_strangers_are_accessible(practice, open_page):
    page = open_page(practice)
    page.goto("/sign-in")
    found = own_problems(page) + axe_problems(page)
    page.goto("/no-such-page")
    found += own_problems(page) + axe_problems(page)
    assert not found, "\n".join(found)
