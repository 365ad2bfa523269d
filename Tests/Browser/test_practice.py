"""The practice itself: its settings, locations, open half-days, cover and closures, and what each changes in the week."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_date, long_date, problems
from support.practice import MAIN, monday
from support.rota import cell, open_week, row
from support.ways import without_scripts

WEEK = monday(1)
THURSDAY = WEEK + timedelta(days=3)


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@without_scripts
def test_rename_the_practice(manager: Page):
    manager.goto("/practice")
    manager.get_by_label("Practice name").fill("Elm & Ash Surgery")
    save(manager, "Save practice")
    expect(manager.get_by_role("alert")).to_contain_text("Success")
    expect(manager.get_by_role("banner")).to_contain_text("Elm & Ash Surgery")
    check_page(manager)


@without_scripts
def test_practice_settings_name_each_problem(manager: Page):
    manager.goto("/practice")
    manager.get_by_label("Practice name").fill("")
    manager.get_by_label("Half-days in a full-time week").fill("many")
    manager.get_by_label("Protected weeks").fill("-1")
    save(manager, "Save practice")
    assert len(problems(manager)) == 3, problems(manager)
    expect(manager.get_by_label("Half-days in a full-time week")).to_have_value("many")
    check_page(manager, error=True)
    axe(manager)


@without_scripts
def test_add_and_rename_and_remove_a_location(manager: Page):
    manager.goto("/locations/new")
    save(manager, "Add location")
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    manager.get_by_label("Location name").fill("Harbour Road")
    save(manager, "Add location")
    expect(manager.get_by_role("row").filter(has_text="Harbour Road")).to_have_count(1)
    manager.get_by_role("link", name="Rename Harbour Road").click()
    manager.get_by_label("Location name").fill("Harbour Street")
    manager.get_by_role("main").get_by_role("button").last.click()
    expect(manager.get_by_role("main")).to_contain_text("Harbour Street")
    manager.get_by_role("link", name="Remove Harbour Street").click()
    check_page(manager)
    manager.get_by_role("main").get_by_role("button").last.click()
    expect(manager.get_by_role("row").filter(has_text="Harbour Street")).to_have_count(0)


@without_scripts
def test_a_location_in_use_cannot_be_removed(manager: Page):
    manager.goto("/locations")
    manager.get_by_role("link", name=f"Remove {MAIN}").click()
    check_page(manager)
    button = manager.get_by_role("main").get_by_role("button")
    if button.count():
        button.last.click()
    manager.goto("/locations")
    expect(manager.get_by_role("row").filter(has_text=MAIN)).to_have_count(1)


@without_scripts
def test_opening_on_saturday_brings_it_into_the_week(manager: Page):
    manager.goto("/opening")
    manager.get_by_label("Open Saturday morning").check()
    manager.get_by_role("main").get_by_role("button").last.click()
    open_week(manager)
    heads = manager.get_by_role("columnheader").all_inner_texts()
    assert any(long_date(WEEK + timedelta(days=5)) in head for head in heads), heads


@without_scripts
def test_closing_a_half_day_asks_first(manager: Page):
    manager.goto("/opening")
    manager.get_by_label("Open Wednesday afternoon").uncheck()
    manager.get_by_role("main").get_by_role("button").last.click()
    if manager.get_by_label("Close them, and forget what they need").count():
        check_page(manager, error=True)
        axe(manager)
        manager.get_by_label("Close them, and forget what they need").check()
        manager.get_by_role("main").get_by_role("button").last.click()
    manager.goto("/locations")
    expect(manager.get_by_role("definition").nth(2)).to_have_text("Morning only")


def test_cover_of_the_usual_week(manager: Page):
    manager.goto("/cover")
    field = manager.get_by_label(f"Doctors needed, Thursday morning, {MAIN}")
    field.fill("three")
    save(manager, "Save cover")
    assert len(problems(manager)) == 1
    expect(field).to_have_value("three")
    check_page(manager, error=True)
    axe(manager)
    field.fill("3")
    save(manager, "Save cover")
    expect(manager.get_by_role("alert")).to_contain_text("Success")
    open_week(manager)
    expect(cell(manager, "Cover", THURSDAY)).to_contain_text("0 of 3")


@without_scripts
def test_cover_of_single_dates(manager: Page):
    manager.goto("/cover/overrides/new")
    fill_date(manager, "First day", THURSDAY)
    manager.get_by_label("Mornings").check()
    manager.get_by_label("Doctors needed").fill("4")
    manager.get_by_label("Duty doctors").fill("1")
    save(manager, "Save")
    expect(manager.get_by_role("row").filter(has_text=f"{THURSDAY.day} {THURSDAY:%B}")).to_have_count(1)
    check_page(manager)
    open_week(manager)
    expect(cell(manager, "Cover", THURSDAY)).to_contain_text("0 of 4")
    expect(cell(manager, "Cover", THURSDAY, "afternoon")).to_contain_text("0 of 2")


@without_scripts
def test_dates_that_are_not_dates(manager: Page):
    manager.goto("/cover/overrides/new")
    group = manager.get_by_role("group", name="First day")
    for day, month, year in (("30", "2", "2027"), ("x", "1", "2027"), ("", "1", "2027"), ("1", "13", "2027")):
        for label, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(label).fill(value)
        manager.get_by_label("Doctors needed").fill("1")
        manager.get_by_label("Duty doctors").fill("0")
        save(manager, "Save")
        assert problems(manager)[0].startswith("First day"), problems(manager)
        expect(group.get_by_label("Day")).to_have_value(day)
    check_page(manager, error=True)
    axe(manager)


@without_scripts
def test_a_half_day_closure_stands_in_the_week(manager: Page):
    manager.goto("/closures/new")
    manager.get_by_label("Name").fill("Staff training")
    fill_date(manager, "First day", THURSDAY)
    manager.get_by_role("group", name="Closed").get_by_label("Afternoon").check()
    save(manager, "Add closure")
    manager.goto(f"/closures?year={THURSDAY.year}")
    expect(manager.get_by_role("row").filter(has_text="Staff training")).to_contain_text("Afternoon")
    check_page(manager)
    open_week(manager)
    expect(cell(manager, "Dr Amara Okafor", THURSDAY, "afternoon")).to_contain_text("Closed")
    expect(manager.get_by_role("columnheader").filter(has_text="Staff training")).not_to_have_count(0)


@without_scripts
def test_bank_holidays_can_be_put_back(manager: Page):
    manager.goto("/closures?year=2027")
    manager.get_by_role("link", name=re.compile("^Restore missing bank holidays")).click()
    check_page(manager)
    manager.get_by_role("main").get_by_role("button").last.click()
    manager.goto("/closures?year=2027")
    for name in ("Good Friday", "Easter Monday", "Christmas Day"):
        expect(manager.get_by_role("row").filter(has_text=name)).not_to_have_count(0)
    manager.goto("/rota?week=2027-03-22")
    expect(row(manager, "Dr Amara Okafor").get_by_role("cell").nth(8)).to_contain_text("Closed")
