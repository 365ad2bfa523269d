"""What the journeys do with the rota: look at its weeks, change a day, generate, publish."""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from .pages import fill_date, heading, long_date
from .practice import monday
from .watching import watch


def open_week(page: Page, day: date | None = None) -> None:
    """The week that starts on that Monday; the next one, if none is given."""
    day = day or monday(1)
    page.goto(f"/rota?week={day.isoformat()}")
    heading(page, f"Week of {day.day} {day:%B %Y}")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def cell(page: Page, name: str, day: date, part: str = "morning") -> Locator:
    """The cell of a clinician's half-day, found by its column as a screen reader does."""
    heads = page.get_by_role("columnheader").all_inner_texts()
    columns = [i for i, head in enumerate(heads) if f"{day.day} {day:%B %Y}" in head and part in head]
    assert len(columns) == 1, heads
    return row(page, name).get_by_role("cell").nth(columns[0] - 1)


def open_day(page: Page, name: str, day: date) -> None:
    """From the week's grid to the day's page, by the link in its cell."""
    open_week(page, day - timedelta(days=day.weekday()))
    cell(page, name, day).get_by_role("link").click()
    heading(page, f"{name}, {long_date(day)}")


def save(page: Page, works: str, **choices: str) -> None:
    page.get_by_role("group", name="Works").get_by_label(works, exact=True).check()
    for group, choice in choices.items():
        page.get_by_role("group", name=group.capitalize(), exact=True).get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()


def take_off(page: Page, name: str, day: date) -> None:
    """Takes somebody off a day of their fixed pattern, which needs a reason."""
    open_day(page, name, day)
    page.get_by_role("button", name="Remove from this day").click()
    page.get_by_label(re.compile("^Save anyway")).check()
    page.get_by_label(re.compile("^Reason")).fill("Ill")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Success")


def publish(page: Page, first: date | None = None, last: date | None = None) -> None:
    """Publishes these dates; all that differs from what clinicians see, if none are given."""
    page.goto("/publications/new" + (f"?from={first.isoformat()}&to={last.isoformat()}" if first and last else ""))
    page.get_by_role("button", name=re.compile("^Publish as version")).click()


def ask(page: Page, first: date, last: date, what: str = "Fill gaps only") -> None:
    """Has the rota of these dates generated."""
    page.goto("/generations/new")
    fill_date(page, "From", first)
    fill_date(page, "To", last)
    page.get_by_label(what).check()
    page.get_by_role("button", name="Generate rota").click()


def await_words(page: Page, pattern: str) -> None:
    """What a page that follows some work says sooner or later; without scripts it is opened again until it does."""
    for _ in range(120):
        if re.search(pattern, page.get_by_role("main").inner_text()):
            return
        page.wait_for_timeout(250)
        if not watch(page).scripts:
            page.reload()
    expect(page.get_by_role("main")).to_contain_text(re.compile(pattern))


def await_preview(page: Page) -> None:
    """Without scripts the page is opened again until the result is there."""
    if watch(page).scripts:
        expect(page.get_by_role("heading", level=1)).to_have_text("Preview", timeout=90_000)
        return
    for _ in range(360):
        if page.get_by_role("heading", level=1).inner_text() == "Preview":
            return
        page.wait_for_timeout(250)
        page.reload()
    heading(page, "Preview")
