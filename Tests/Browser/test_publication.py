"""From the draft to what clinicians see and back: preview, publish, amend, publish again, roll back (B5)."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from support.checks import axe, check_page
from support.pages import fill_date, heading, long_date, problems
from support.practice import monday
from support.program import MANAGER, Server, copy_data
from support.rota import ask, await_preview, cell, open_week, publish, row, take_off
from support.ways import without_scripts

# The draft of the next week is there from the start; the week of the journey is empty until it is generated.
WEEK, EMPTY_WEEK = monday(1), monday(3)
TUESDAY, SUNDAY, AMENDED = WEEK + timedelta(days=1), WEEK + timedelta(days=6), EMPTY_WEEK + timedelta(days=1)
DOCTOR = "Dr Callum Reid"


@pytest.fixture
def practice(drafted_home, start, tmp_path) -> Server:
    """In place of the practice of other journeys, one with a draft."""
    return start(copy_data(drafted_home.data, tmp_path / "drafted"))


def version(page: Page, number: int) -> Locator:
    """The line of the list of publications."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"^Version {number}\\b")))


def sees_nothing(page: Page, week: date) -> None:
    open_week(page, week)
    expect(page.get_by_role("main")).to_contain_text("has not been published yet")
    expect(page.get_by_role("table")).to_have_count(0)


def test_generate_publish_amend_and_roll_back(manager: Page, clinician: Page):
    ask(manager, EMPTY_WEEK, EMPTY_WEEK + timedelta(days=6))
    await_preview(manager)
    sees_nothing(clinician, EMPTY_WEEK)
    manager.get_by_role("button", name="Save as draft").click()
    expect(cell(manager, DOCTOR, AMENDED)).to_contain_text(re.compile("Surgery|Duty"))
    sees_nothing(clinician, EMPTY_WEEK)
    check_page(clinician)
    axe(clinician)

    manager.get_by_role("link", name="Publish this week", exact=True).click()
    heading(manager, "Publish the rota")
    expect(manager.get_by_role("main")).to_contain_text("7 dates of these have not been published before")
    # Dates that clinicians have not seen yet are told by week.
    expect(manager.get_by_role("table", name="Dates published for the first time").get_by_role("rowheader")).to_have_text(
        [f"{EMPTY_WEEK.day} {EMPTY_WEEK:%B %Y}"])
    check_page(manager)
    manager.get_by_role("button", name="Publish as version 1").click()
    expect(manager.get_by_role("alert")).to_contain_text("Version 1 is published. Clinicians see it now.")
    heading(manager, "Version 1")
    check_page(manager)
    open_week(clinician, EMPTY_WEEK)
    first = cell(clinician, DOCTOR, AMENDED).text_content()
    assert "Surgery" in first or "Duty" in first, first

    take_off(manager, DOCTOR, AMENDED)
    expect(cell(manager, DOCTOR, AMENDED)).to_contain_text("changed since published")
    expect(manager.get_by_role("main")).to_contain_text("1 change not published")
    check_page(manager)
    open_week(clinician, EMPTY_WEEK)
    expect(cell(clinician, DOCTOR, AMENDED)).to_have_text(first)

    open_week(manager, EMPTY_WEEK)
    manager.get_by_role("link", name="Publish 1 change this week").click()
    heading(manager, "Publish 1 change")
    expect(manager.get_by_role("table").get_by_role("rowheader")).to_have_text([f"{DOCTOR}{long_date(AMENDED)}"])
    expect(manager.get_by_role("table").get_by_role("cell").last).to_have_text("Not working")
    check_page(manager)
    manager.get_by_role("button", name="Publish as version 2").click()
    open_week(clinician, EMPTY_WEEK)
    expect(cell(clinician, DOCTOR, AMENDED)).to_have_text(re.compile("Not working"))

    heading(manager, "Version 2")
    expect(manager.get_by_role("main")).to_contain_text("1 day of 1 person")
    manager.get_by_role("link", name="Roll back").click()
    heading(manager, "Roll back version 2")
    expect(manager.get_by_role("main")).to_contain_text("7 dates will show again what stood before version 2")
    check_page(manager)
    manager.get_by_role("button", name="Roll back version 2").click()
    expect(manager.get_by_role("alert")).to_contain_text("Version 2 was rolled back")
    heading(manager, "Version 3")
    check_page(manager)
    open_week(clinician, EMPTY_WEEK)
    expect(cell(clinician, DOCTOR, AMENDED)).to_have_text(first)
    open_week(manager, EMPTY_WEEK)
    expect(cell(manager, DOCTOR, AMENDED)).not_to_contain_text("changed since published")


@without_scripts
def test_publications_are_listed_with_what_each_changed(manager: Page):
    publish(manager, WEEK, SUNDAY)
    take_off(manager, DOCTOR, TUESDAY)
    publish(manager)
    manager.goto("/publications")
    for words in ("Current", "1 day of 1 person", MANAGER.name):
        expect(version(manager, 2)).to_contain_text(words)
    for words in ("Current in part", "First publication", MANAGER.name):
        expect(version(manager, 1)).to_contain_text(words)
    check_page(manager)
    version(manager, 2).get_by_role("link", name="See changes of version 2").click()
    heading(manager, "Version 2")
    expect(manager.get_by_role("table").get_by_role("rowheader")).to_have_text([f"{DOCTOR}{long_date(TUESDAY)}"])
    check_page(manager)


@without_scripts
def test_rolling_back_the_first_version_leaves_the_draft_alone(manager: Page, clinician: Page):
    publish(manager, WEEK, SUNDAY)
    open_week(clinician)
    expect(row(clinician, DOCTOR)).to_have_count(1)
    manager.get_by_role("link", name="Roll back").click()
    expect(manager.get_by_role("main")).to_contain_text("7 dates had not been published before: clinicians will see nothing for them")
    manager.get_by_role("button", name="Roll back version 1").click()
    sees_nothing(clinician, WEEK)
    open_week(manager)
    expect(cell(manager, DOCTOR, TUESDAY)).to_contain_text("Duty")


@without_scripts
def test_a_version_that_later_ones_cover_cannot_be_rolled_back(manager: Page):
    publish(manager, WEEK, SUNDAY)
    take_off(manager, DOCTOR, TUESDAY)
    publish(manager, WEEK, SUNDAY)
    manager.goto("/publications/1")
    expect(manager.get_by_role("main")).to_contain_text("Superseded")
    expect(manager.get_by_role("link", name="Roll back")).to_have_count(0)
    assert manager.goto("/publications/1/rollback").status == 409
    expect(manager.get_by_role("main")).to_contain_text("Later versions stand on all dates of version 1")
    check_page(manager)


@without_scripts
def test_nothing_to_publish(manager: Page):
    manager.goto("/publications")
    manager.get_by_role("link", name=re.compile("^Publish everything to")).click()
    manager.get_by_role("button", name="Publish as version 1").click()
    manager.goto("/publications")
    expect(manager.get_by_role("link", name=re.compile("^Publish"))).to_have_count(0)
    manager.goto("/publications/new")
    expect(manager.get_by_role("main")).to_contain_text("Nothing to publish")
    expect(manager.get_by_role("main").get_by_role("button")).to_have_count(0)
    check_page(manager)


@without_scripts
def test_a_draft_that_changed_meanwhile_is_not_published(manager: Page, admin: Page, clinician: Page):
    manager.goto("/publications/new")
    take_off(admin, DOCTOR, TUESDAY)
    manager.get_by_role("button", name="Publish as version 1").click()
    heading(manager, "Changed since you opened it")
    expect(manager.get_by_role("main")).to_contain_text("Nothing was published")
    check_page(manager)
    axe(manager)
    sees_nothing(clinician, WEEK)


@without_scripts
def test_two_managers_publish_at_once(manager: Page, admin: Page):
    for page in (manager, admin):
        page.goto("/publications/new")
    for page in (manager, admin):
        page.get_by_role("button", name="Publish as version 1").click()
    heading(admin, "Changed since you opened it")
    expect(admin.get_by_role("main")).to_contain_text("Nothing was published")
    admin.goto("/publications")
    expect(admin.get_by_role("rowheader")).to_have_count(1)


@without_scripts
def test_a_draft_that_changed_meanwhile_is_not_rolled_back(manager: Page, admin: Page):
    publish(manager, WEEK, SUNDAY)
    take_off(manager, DOCTOR, TUESDAY)
    publish(manager)
    manager.goto("/publications/2/rollback")
    take_off(admin, DOCTOR, WEEK)
    manager.get_by_role("button", name="Roll back version 2").click()
    heading(manager, "Changed since you opened it")
    expect(manager.get_by_role("main")).to_contain_text("Nothing was rolled back")
    open_week(manager)
    expect(cell(manager, DOCTOR, WEEK)).to_contain_text("Not working")


def test_dates_are_chosen_on_the_page(manager: Page):
    manager.goto("/publications/new")
    check_page(manager)
    axe(manager)
    fill_date(manager, "From", WEEK)
    fill_date(manager, "To", TUESDAY)
    manager.get_by_role("button", name="Show these dates").click()
    expect(manager.get_by_role("main")).to_contain_text("2 dates of these have not been published before")
    expect(manager.get_by_role("link", name=re.compile("^Publish everything to"))).to_be_visible()
    manager.get_by_role("button", name="Publish as version 1").click()
    expect(manager.get_by_role("alert")).to_contain_text("Version 1 is published")
    manager.goto("/publications/new")
    fill_date(manager, "From", SUNDAY)
    fill_date(manager, "To", WEEK)
    manager.get_by_role("button", name="Show these dates").click()
    assert problems(manager) == ["To must be the same as or after From"]
    check_page(manager, error=True)
