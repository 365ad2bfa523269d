"""The week of the rota and a day changed by hand: what the grid shows, what the rules refuse, what an override records."""

import json
import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import heading, long_date, problems
from support.practice import large_practice, monday
from support.program import MANAGER, copy_data, rota_succeeds
from support.rota import cell, open_day, open_week, row, save
from support.ways import without_scripts

WEEK = monday(1)
LEAVE_WEEK = monday(2)
TUESDAY, FRIDAY = WEEK + timedelta(days=1), WEEK + timedelta(days=4)

TEXT_SIZES = """() => Array.from(document.body.querySelectorAll("*"))
  .filter((element) => element.getClientRects().length && Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => parseFloat(getComputedStyle(element).fontSize))"""


@without_scripts
def test_an_empty_week_shows_everybody_and_what_is_missing(manager: Page):
    open_week(manager)
    for name in ("Dr Amara Okafor", "Dr Bethan Price", "Dr Callum Reid", "Dr Dilys Morgan", "Dr Ewan Fraser", "Dr Farah Siddiqui"):
        expect(row(manager, name)).to_have_count(1)
    expect(row(manager, "Duty")).to_contain_text("No one")
    expect(row(manager, "Cover")).to_contain_text("0 of 2")
    expect(row(manager, "Cover")).to_contain_text("2 short")
    check_page(manager)
    axe(manager)


@without_scripts
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


@without_scripts
def test_any_address_of_a_week_answers(manager: Page):
    for week in ("2026-11-25", "1900-01-01", "9999-12-31", "2026-02-30", "x", "", "2026-11-23&day=2026-11-25", "2026-11-23&day=x"):
        assert manager.goto(f"/rota?week={week}").status == 200, week
        expect(manager.get_by_role("heading", level=1)).to_contain_text("Week of")


@without_scripts
def test_leave_and_bookings_stand_in_the_week(manager: Page):
    open_week(manager, LEAVE_WEEK)
    expect(cell(manager, "Dr Callum Reid", LEAVE_WEEK)).to_contain_text("Leave")
    expect(row(manager, "Dr Gwen Hartley")).to_have_count(1)


def test_add_a_shift_change_it_and_take_it_off(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    check_page(manager)
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


@without_scripts
def test_pin_and_unpin(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", **{"as": "Surgery", "pin": "Pinned"})
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("pinned")
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", pin="Not pinned")
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).not_to_contain_text("pinned")


@without_scripts
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


@without_scripts
def test_a_second_duty_doctor_and_a_trainee_on_duty_are_refused(manager: Page):
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    open_day(manager, "Dr Callum Reid", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    assert any("duty" in problem.lower() for problem in problems(manager))
    manager.get_by_label("Take over from Dr Amara Okafor, who then does surgery").check()
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(cell(manager, "Duty", TUESDAY)).to_contain_text("Reid")
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("Surgery")
    open_day(manager, "Dr Farah Siddiqui", TUESDAY)
    save(manager, "All day", **{"as": "Duty doctor"})
    assert any("duty" in problem.lower() for problem in problems(manager))


@without_scripts
def test_work_on_leave_is_refused(manager: Page):
    open_day(manager, "Dr Callum Reid", LEAVE_WEEK)
    save(manager, "All day")
    assert any("leave" in problem.lower() for problem in problems(manager))


@without_scripts
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


@without_scripts
def test_a_gap_says_who_there_is_and_what_stands_against_each(manager: Page):
    open_week(manager)
    cell(manager, "Duty", FRIDAY).get_by_role("link").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text("No duty doctor")
    for name, reason in {"Dr Bethan Price": "Cannot work on Fridays", "Dr Farah Siddiqui": "never on duty", "Dr Dilys Morgan": "Can take duty"}.items():
        expect(manager.get_by_role("row").filter(has_text=name)).to_contain_text(reason)
    check_page(manager)
    axe(manager)


def test_off_sick_by_one_press_and_duty_covered_by_the_next(manager: Page):
    for name, work in {"Dr Amara Okafor": "Duty doctor", "Dr Callum Reid": "Surgery"}.items():
        open_day(manager, name, TUESDAY)
        save(manager, "All day", **{"as": work})
    open_day(manager, "Dr Amara Okafor", TUESDAY)
    expect(manager.get_by_role("main")).to_contain_text("would have no duty doctor all day")
    manager.get_by_role("button", name="Off sick all day").click()
    heading(manager, "No duty doctor")
    expect(manager.get_by_role("alert")).to_contain_text("off sick all day")
    check_page(manager)
    axe(manager)
    manager.get_by_role("row").filter(has_text="Dr Callum Reid").get_by_role("link", name=re.compile("^Make duty doctor")).click()
    expect(manager.get_by_role("group", name="As", exact=True).get_by_label("Duty doctor", exact=True)).to_be_checked()
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(cell(manager, "Duty", TUESDAY)).to_contain_text("Reid")
    expect(cell(manager, "Dr Amara Okafor", TUESDAY)).to_contain_text("Sick")


@without_scripts
def test_a_shift_on_leave_is_marked_and_listed(manager: Page):
    open_day(manager, "Dr Callum Reid", LEAVE_WEEK)
    save(manager, "All day")
    manager.get_by_label(re.compile("^Save anyway")).check()
    manager.get_by_label(re.compile("^Reason")).fill("Came in after all")
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(cell(manager, "Dr Callum Reid", LEAVE_WEEK)).to_contain_text("against a rule: Came in after all")
    check_page(manager)
    axe(manager)
    manager.goto("/warnings?kind=rule")
    expect(manager.get_by_role("main")).to_contain_text("Came in after all")
    check_page(manager)


def test_the_keyboard_reaches_the_grid_and_passes_it(manager: Page):
    open_week(manager)
    skip = manager.get_by_role("link", name="Skip to the rota")
    skip.focus()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")
    expect(manager.get_by_role("region", name=re.compile("^Rota, week of"))).to_be_focused()
    past = manager.get_by_role("link", name="Skip past the rota")
    past.focus()
    past.press("Enter")
    assert manager.evaluate("document.activeElement.id") == "after-week"


@without_scripts
def test_warnings_are_listed_by_week(manager: Page):
    manager.goto("/warnings")
    heading(manager, "Warnings")
    check_page(manager)


def test_one_day_at_a_time_on_a_phone(manager: Page):
    manager.set_viewport_size({"width": 375, "height": 700})
    open_week(manager)
    days = manager.get_by_role("navigation", name="Day", exact=True)
    days.get_by_role("link").nth(4).click()
    expect(cell(manager, "Dr Amara Okafor", FRIDAY)).to_be_visible()
    assert all(long_date(FRIDAY) in head for head in manager.get_by_role("columnheader").all_inner_texts()[1:])
    check_page(manager)


@without_scripts
def test_a_week_of_twenty_clinicians_prints_on_one_landscape_page(staffed_home, start, open_page, tmp_path: Path):
    data, file = copy_data(staffed_home.data, tmp_path / "large"), tmp_path / "large.json"
    file.write_text(json.dumps(large_practice()))
    rota_succeeds("import", "--data", data, file)
    page = open_page(start(data), storage_state=staffed_home.cookies[MANAGER.username])
    open_week(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_text("Printed")).to_be_visible()
    expect(page.get_by_role("table").get_by_role("rowheader").filter(has_text="Dr ")).to_have_count(20)
    # 12 px are 9 pt.
    assert min(page.evaluate(TEXT_SIZES)) >= 12
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert (round(width), round(height)) == (842, 595), "A4 across, in points"
