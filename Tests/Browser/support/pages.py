"""What the journeys do on pages, by role and label as people with a screen reader find things."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from .program import Account


def sign_in(page: Page, account: Account) -> None:
    """Signs in and waits for the first page behind it."""
    page.goto("/sign-in")
    fill_sign_in(page, account.username, account.password)
    expect(page).not_to_have_url("**/sign-in")


def fill_sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("Username or email").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def heading(page: Page, words: str) -> None:
    """The page's one h1 says this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def task(page: Page, name: str) -> Locator:
    """A line of the list of what is left to set up."""
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=re.compile(rf"^\s*{name}"))


def fill_date(page: Page, legend: str | re.Pattern, day: date) -> None:
    """Types a date into the three fields of the group with that legend."""
    group = page.get_by_role("group", name=legend)
    group.get_by_label("Day").fill(str(day.day))
    group.get_by_label("Month").fill(str(day.month))
    group.get_by_label("Year").fill(str(day.year))


def problems(page: Page) -> list[str]:
    """The lines of the error summary, which the page must have."""
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    expect(summary).to_be_visible()
    return [link.inner_text() for link in summary.get_by_role("link").all()]


def long_date(day: date) -> str:
    """Monday 23 November 2026"""
    return f"{day:%A} {day.day} {day:%B %Y}"
