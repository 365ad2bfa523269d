"""The week of the rota and a day changed by hand: what the grid shows, what the rules refuse, what an override records."""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from support.checks import axe, check_page
from support.pages import heading, long_date, problems
from support.practice import monday

WEEK = monday(1)
LEAVE_WEEK = monday(2)
TUESDAY, FRIDAY = WEEK + timedelta(days=1), WEEK + timedelta(days=4)


def open_week(page: Page, day: date = WEEK) -> None:
    page.goto(f"/rota?week={day.isoformat()}")
    heading(page, f"Week of {WEEK.day} {WEEK:%B %Y}" if day == WEEK else f"Week of {day.day} {day:%B %Y}")


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
    heading(page, name)
    expect(page.get_by_text(long_date(day)).first).to_be_visible()


def save(page: Page, works: str, **choices: str) -> None:
    page.get_by_role("group", name="Works").get_by_label(works, exact=True).check()
    for group, choice in choices.items():
        page.get_by_role("group", name=group.capitalize(), exact=True).get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()


def test_an_empty_week_shows_everybody_and_what_is_missing(manager: Page):
    open_week(manager)
    for name in ("Dr Amara Okafor", "Dr Bethan Price", "Dr Callum Reid", "Dr Dilys Morgan", "Dr Ewan Fraser", "Dr Farah Siddiqui"):
        expect(row(manager, name)).to_have_count(1)
    expect(row(manager, "Duty")).to_contain_text("No one")
    expect(row(manager, "Cover")).to_contain_text("0 of 2")
    expect(row(manager, "Cover")).to_contain_text("2 short")
    check_page(manager)
    axe(manager)


def test_weeks_by_previous_this_and_next(manager: Page):
    open_week(manager)
    manager.get_by_role("link", name=re.compile("^Next")).click()
    heading(manager, f"Week of {LEAVE_WEEK.day} {LEAVE_WEEK:%B %Y}")
    manager.get_by_role("link", name=re.compile("^Previous")).click()
    manager.get_by_role("link", name="This week").click()
    heading(manager, f"Week of {monday().day} {monday():%B %Y}")


def test_go_to_a_date(manager: Page):
    open_week(manager)
    for typed in ("27/3/2028", "27 March 2028", "2028-03-27", "27 mar 2028"):
        manager.get_by_label("Go to date").fill(typed)
        manager.get_by_role("button", name="Go", exact=True).click()
        heading(manager, "Week of 27 March 2028")
    manager.get_by_label("Go to date").fill("soon")
    manager.get_by_role("button", name="Go", exact=True).click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text("Week of")
    expect(manager.get_by_role("main")).to_contain_text("soon")
    check_page(manager)


def test_any_address_of_a_week_answers(manager: Page):
    for week in ("2026-11-25", "1900-01-01", "9999-12-31", "2026-02-30", "x", "", "2026-11-23&day=2026-11-25", "2026-11-23&day=x"):
        assert manager.goto(f"/rota?week={week}").status == 200, week
        expect(manager.get_by_role("heading", level=1)).to_contain_text("Week of")


def test_leave_and_bookings_stand_in_the_week(manager: Page):
    open_week(manager, LEAVE_WEEK)
    expect(cell(manager, "Dr Callum Reid", LEAVE_WEEK)).to_contain_text("Leave")
    expect(row(manager, "Dr Gwen Hartley")).to_have_count(1)


def test_add_a_shift_change_it_and_take_it_off(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    check_page(manager)
    axe(manager)
    save(manager, "All day", **{"as": "Duty doctor"})
    expect(manager.get_by_role("alert")).to_contain_text("Dr Amara Okafor")
    check_page(manager)
    axe(manager)
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("Duty")
    expect(cell(manager, "Duty", TUESDAY)).to_contain_text("Okafor")
    expect(cell(manager, "Cover", TUESDAY)).to_contain_text("1 of 2")

    open_day(manager, "Dr Amara Okafor", TUESDAY)
    expect(manager.get_by_role("group", name="Works").get_by_label("All day")).to_be_checked()
    save(manager, "All day", **{"as": "Surgery"})
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("Surgery")
    expect(cell(manager, "Duty", TUESDAY)).to_contain_text("No one")

    open_day(manager, "Dr Amara Okafor", TUESDAY)
    manager.get_by_role("button", name="Remove from this day").click()
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("Not working")


def test_pin_and_unpin(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", **{"as": "Surgery", "pin": "Pinned"})
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("pinned")
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", pin="Not pinned")
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).not_to_contain_text("pinned")


def test_nothing_changed_says_so(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "Not at all")
    expect(manager.get_by_role("alert")).to_contain_text("nothing was changed")


def test_a_broken_rule_is_refused_in_words_and_an_override_is_recorded(manager: Page):
    open_day(manager, "Dr Bethan Price", FRIDAY)
    expect(manager.get_by_role("main")).to_contain_text("Friday is a cannot-work day of the term")
    save(manager, "All day")
    assert any("Friday" in problem for problem in problems(manager)), problems(manager)
    expect(manager.get_by_role("group", name="Works").get_by_label("All day")).to_be_checked()
    check_page(manager, error=True)
    axe(manager)
    manager.get_by_label(re.compile("^Save anyway")).check()
    manager.get_by_label(re.compile("^Reason")).fill("Agreed by telephone")
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(cell(manager, "Dr Bethan Price", FRIDAY)).to_contain_text("Surgery")
    open_day(manager, "Dr Bethan Price", FRIDAY)
    expect(manager.get_by_role("main")).to_contain_text("Saved against a rule")
    expect(manager.get_by_role("main")).to_contain_text("Agreed by telephone")


def test_a_second_duty_doctor_and_a_trainee_on_duty_are_refused(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    open_day(manager, "Dr Callum Reid", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    assert any("duty" in problem.lower() for problem in problems(manager))
    open_day(manager, "Dr Farah Siddiqui", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    assert any("duty" in problem.lower() for problem in problems(manager))


def test_work_on_leave_is_refused(manager: Page):
    open_day(manager, "Dr Callum Reid", LEAVE_WEEK)
    save(manager, "All day")
    assert any("leave" in problem.lower() for problem in problems(manager))


def test_a_day_that_changed_meanwhile_is_not_overwritten(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    other = manager.context.new_page()
    other.goto(manager.url)
    save(other, "Morning only", **{"as": "Surgery"})
    if other.get_by_label(re.compile("^Save anyway")).count():
        other.get_by_label(re.compile("^Save anyway")).check()
        other.get_by_role("button", name="Save", exact=True).click()
    save(manager, "All day", **{"as": "Duty doctor"})
    expect(manager.get_by_role("main")).to_contain_text(re.compile("[Cc]hanged since you opened"))
    open_week(manager)
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).not_to_contain_text("Duty")


def test_a_gap_says_who_there_is_and_what_stands_against_each(manager: Page):
    open_week(manager)
    cell(manager, "Duty", FRIDAY).get_by_role("link").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text("No duty doctor")
    for name, reason in {"Dr Bethan Price": "Cannot work on Fridays", "Dr Farah Siddiqui": "never on duty", "Dr Dilys Morgan": "Could"}.items():
        expect(manager.get_by_role("row").filter(has_text=name)).to_contain_text(reason)
    check_page(manager)
    axe(manager)


def test_warnings_are_listed_by_week(manager: Page):
    manager.goto("/warnings")
    heading(manager, "Warnings")
    check_page(manager)
    axe(manager)


def test_one_day_at_a_time_on_a_phone(manager: Page):
    manager.set_viewport_size({"width": 375, "height": 700})
    open_week(manager)
    days = manager.get_by_role("navigation", name="Day", exact=True)
    days.get_by_role("link").nth(4).click()
    expect(cell(manager, "Dr Amara Okafor", FRIDAY)).to_be_visible()
    assert all(long_date(FRIDAY) in head for head in manager.get_by_role("columnheader").all_inner_texts()[1:])
    check_page(manager)


def test_a_week_prints_on_one_landscape_page(manager: Page):
    open_week(manager)
    manager.emulate_media(media="print")
    expect(manager.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(manager.get_by_text("Printed")).to_be_visible()
    pdf = manager.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert width > height
