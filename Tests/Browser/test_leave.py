"""Leave that a manager records, and locum bookings: what generation must respect."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_date, problems
from support.practice import monday
from support.rota import cell, open_week
from support.ways import without_scripts

MONDAY, TUESDAY = monday(1), monday(1) + timedelta(days=1)


def record(page: Page, who: str, first: date, last: date | None = None, part: str = "All day") -> None:
    page.goto("/leave/new")
    page.get_by_label("Clinician").select_option(who)
    fill_date(page, "First day", first)
    if last:
        fill_date(page, re.compile("^Last day"), last)
    page.get_by_role("group", name="Part of the day").get_by_label(part).check()
    page.get_by_role("main").get_by_role("button").last.click()


def test_record_leave(manager: Page):
    record(manager, "Dr Bethan Price", MONDAY, TUESDAY)
    expect(manager.get_by_role("alert")).to_contain_text("Success")
    manager.goto("/leave")
    row = manager.get_by_role("row").filter(has_text="Dr Bethan Price")
    for words in (f"{MONDAY.day}", "Annual", "Approved", "All day"):
        expect(row).to_contain_text(words)
    check_page(manager)
    open_week(manager)
    expect(cell(manager, "Dr Bethan Price", MONDAY)).to_contain_text("Leave")


def test_record_a_morning(manager: Page):
    record(manager, "Dr Bethan Price", MONDAY, part="Mornings")
    open_week(manager)
    expect(cell(manager, "Dr Bethan Price", MONDAY)).to_contain_text("Leave")
    expect(cell(manager, "Dr Bethan Price", MONDAY, "afternoon")).to_contain_text("Not working")


@without_scripts
def test_leave_form_names_what_is_missing(manager: Page):
    manager.goto("/leave/new")
    check_page(manager)
    manager.get_by_role("main").get_by_role("button").last.click()
    assert len(problems(manager)) == 2, problems(manager)
    check_page(manager, error=True)
    axe(manager)
    record(manager, "Dr Bethan Price", TUESDAY, MONDAY)
    assert len(problems(manager)) == 1 and "ast day" in problems(manager)[0], problems(manager)


@without_scripts
def test_cancelled_leave_no_longer_counts(manager: Page):
    manager.goto("/leave")
    manager.get_by_role("link", name=re.compile("^Change leave of Dr Callum Reid")).click()
    check_page(manager)
    manager.get_by_role("button", name=re.compile("^Cancel")).click()
    open_week(manager, monday(2))
    expect(cell(manager, "Dr Callum Reid", monday(2))).not_to_contain_text("Leave")


@without_scripts
def test_book_change_and_remove_a_locum(manager: Page):
    manager.goto("/locum-bookings/new")
    check_page(manager)
    manager.get_by_role("button", name="Book locum").click()
    assert len(problems(manager)) == 2, problems(manager)
    check_page(manager, error=True)
    manager.get_by_label("Clinician").select_option("Dr Gwen Hartley")
    fill_date(manager, "First day", monday(6))
    manager.get_by_role("button", name="Book locum").click()
    manager.goto("/locum-bookings")
    expect(manager.get_by_role("row").filter(has_text="Dr Gwen Hartley")).to_have_count(2)
    check_page(manager)
    manager.get_by_role("link", name=re.compile(f"^Change booking of Dr Gwen Hartley, {monday(6).day} ")).click()
    check_page(manager)
    manager.get_by_role("button", name=re.compile("^(Remove|Cancel)")).click()
    manager.goto("/locum-bookings")
    expect(manager.get_by_role("row").filter(has_text="Dr Gwen Hartley")).to_have_count(1)


@without_scripts
def test_a_locum_is_booked_once_a_day(manager: Page):
    manager.goto("/locum-bookings/new")
    manager.get_by_label("Clinician").select_option("Dr Gwen Hartley")
    fill_date(manager, "First day", monday(2))
    manager.get_by_role("button", name="Book locum").click()
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
