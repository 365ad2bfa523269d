"""Clinicians, working terms and groups, row by row of the requirements (S0.1 to S0.57, S0.80 to S0.85)."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from support.checks import axe, check_page
from support.pages import fill_date, heading, problems
from support.practice import monday
from support.ways import without_scripts

TODAY = date.today()


def day(value: date) -> str:
    """23 November 2026"""
    return f"{value.day} {value:%B %Y}"


def open_clinician(page: Page, name: str) -> None:
    page.goto("/clinicians")
    page.get_by_role("link", name=name, exact=True).click()
    heading(page, name)


def add_clinician(page: Page, name: str) -> None:
    page.goto("/clinicians")
    page.get_by_role("link", name="Add clinician").click()
    page.get_by_label("Full name").fill(name)
    page.get_by_role("button", name="Create clinician").click()
    heading(page, name)


def start_term(page: Page, kind: str, start: date) -> None:
    page.get_by_role("link", name="Add term").first.click()
    page.get_by_label(kind, exact=True).check()
    fill_date(page, "Start date", start)


def check_days(page: Page, group: str, *days: str) -> None:
    for name in days:
        page.get_by_role("group", name=group, exact=True).get_by_role("checkbox", name=name, exact=True).check()


def create_term(page: Page) -> None:
    page.get_by_role("button", name="Create working term").click()


def terms(page: Page) -> Locator:
    return page.get_by_role("table", name="Working terms")


def detail(page: Page, term: str) -> Locator:
    """The value beside a word of a summary list."""
    return page.get_by_role("term").filter(has_text=re.compile(f"^{term}$")).locator("xpath=following-sibling::dd[1]")


# The list and the record


@without_scripts
def test_the_list_has_its_columns(manager: Page):  # S0.2, S0.3
    manager.goto("/clinicians")
    columns = manager.get_by_role("columnheader").all_inner_texts()
    for wanted in ("Name", "Contract type", "Status", "Current term", "Account"):
        assert any(column.startswith(wanted) for column in columns), columns
    row = manager.get_by_role("row").filter(has_text="Dr Ewan Fraser")
    for words in ("ST Doctor", "Active", f"Since {day(monday(-52))}", "No account"):
        expect(row).to_contain_text(words)


@without_scripts
def test_the_list_is_filtered_by_name_type_and_status(manager: Page):
    manager.goto("/clinicians")
    manager.get_by_label("Contract type").select_option("Partner")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("rowheader")).to_have_text(["Dr Amara Okafor", "Dr Bethan Price"])
    manager.get_by_label("Name", exact=True).fill("beth")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("rowheader")).to_have_text(["Dr Bethan Price"])
    manager.get_by_label("Name", exact=True).fill("nobody of that name")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("main")).to_contain_text("No clinician matches")
    check_page(manager)


@without_scripts
def test_add_a_clinician_in_groups(manager: Page):  # S0.4 to S0.10, S0.56
    manager.goto("/clinicians")
    manager.get_by_role("link", name="Add clinician").click()
    expect(manager.get_by_role("main")).to_contain_text("name that colleagues will recognise")
    manager.get_by_label("Full name").fill("  Dr Ynyr   Vaughan ")
    manager.get_by_label("Minor surgery").check()
    manager.get_by_label("FY Supervisor").check()
    manager.get_by_role("button", name="Create clinician").click()
    expect(manager).to_have_url(re.compile(r"/clinicians/\d+$"))
    expect(manager.get_by_role("heading", level=1)).to_contain_text("Vaughan")
    expect(manager.get_by_role("main")).to_contain_text("Minor surgery")
    expect(manager.get_by_role("main")).to_contain_text(re.compile("[Nn]o (current|working) term"))
    check_page(manager)
    axe(manager)


@without_scripts
def test_a_clinician_needs_a_name(manager: Page):  # S0.5
    manager.goto("/clinicians/new")
    manager.get_by_label("Minor surgery").check()
    manager.get_by_role("button", name="Create clinician").click()
    assert problems(manager) == ["Enter a full name"]
    expect(manager.get_by_label("Minor surgery")).to_be_checked()
    check_page(manager, error=True)
    axe(manager)


@without_scripts
def test_an_account_belongs_to_one_clinician(manager: Page):  # S0.7
    manager.goto("/clinicians/new")
    accounts = manager.get_by_label(re.compile("^Link to user account")).get_by_role("option")
    expect(accounts.filter(has_text="idris")).to_have_count(0)  # an administrator's is not a manager's to link
    expect(accounts.filter(has_text="morwenna")).to_have_count(1)
    open_clinician(manager, "Dr Amara Okafor")
    manager.get_by_role("link", name="Edit Dr Amara Okafor").click()
    manager.get_by_label(re.compile("^Link to user account")).select_option(label="morwenna (Morwenna Tregear)")
    manager.get_by_role("button", name="Save changes").click()
    expect(manager.get_by_role("main")).to_contain_text("morwenna")
    manager.goto("/clinicians/new")
    expect(manager.get_by_label(re.compile("^Link to user account")).get_by_role("option").filter(has_text="morwenna")).to_have_count(0)


# Working terms by type


def test_a_salaried_term(manager: Page):  # S0.14, S0.19 to S0.28, S0.31, S0.32, S0.35, S0.39, S0.40
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, "Salaried", monday(1))
    check_days(manager, "Fixed working days", "Monday", "Tuesday", "Thursday")
    manager.get_by_role("group", name="Half days").get_by_label("Thursday").select_option("AM only")
    manager.get_by_label(re.compile("^Leave entitlement")).fill("20.5")
    create_term(manager)
    manager.get_by_role("link", name=re.compile(day(monday(1)))).first.click()
    expect(detail(manager, "Type")).to_have_text("Salaried")
    expect(detail(manager, "End date")).to_have_text("Ongoing")
    expect(detail(manager, "Duty rotation")).to_have_text("Takes part")
    expect(detail(manager, "Fixed working days")).to_have_text("Monday, Tuesday and Thursday")
    expect(detail(manager, "Half days")).to_contain_text("Thursday")
    expect(manager.get_by_role("main")).to_contain_text("20.5 days")
    check_page(manager)


def test_a_partner_term(manager: Page):  # S0.15, S0.23, S0.26, S0.29 to S0.31, S0.33, S0.34, S0.42
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, "Partner", monday(1))
    manager.get_by_label(re.compile("^FTE")).fill("60%")
    manager.get_by_label("Participates in duty rotation").uncheck()
    check_days(manager, "Cannot work days", "Friday")
    check_days(manager, "Must work days", "Monday")
    manager.get_by_label(re.compile("^Minimum shifts")).fill("2")
    manager.get_by_label(re.compile("^Maximum shifts")).fill("3.5")
    manager.get_by_label(re.compile("^Leave entitlement")).fill("6.5")
    create_term(manager)
    manager.get_by_role("link", name=re.compile(day(monday(1)))).first.click()
    for words in ("60", "Friday", "Monday", "3.5", "6.5 weeks"):
        expect(manager.get_by_role("main")).to_contain_text(words)
    expect(detail(manager, "Duty rotation")).not_to_have_text("Takes part")


def test_a_locum_term_has_no_pattern(manager: Page):  # S0.16
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, "Locum", monday(1))
    create_term(manager)
    expect(terms(manager)).to_contain_text("Locum")


@pytest.mark.parametrize("kind", ["FY Doctor", "ST Doctor"])
def test_a_trainee_needs_a_supervisor(manager: Page, kind: str):  # S0.17, S0.18, S0.22
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, kind, monday(1))
    check_days(manager, "Fixed working days", "Monday", "Tuesday")
    create_term(manager)
    assert any("upervis" in problem for problem in problems(manager)), problems(manager)
    check_page(manager, error=True)
    supervisors = manager.get_by_label("Supervising clinician")
    assert "Dr Ynyr Vaughan" not in supervisors.get_by_role("option").all_inner_texts()
    supervisors.select_option("Dr Dilys Morgan")
    create_term(manager)
    expect(terms(manager)).to_contain_text(kind)


def test_a_term_with_nothing_chosen_names_everything(manager: Page):
    add_clinician(manager, "Dr Ynyr Vaughan")
    manager.get_by_role("link", name="Add term").first.click()
    check_page(manager)
    create_term(manager)
    assert problems(manager) == ["Choose a term type", "Enter the start date"]
    check_page(manager, error=True)


@without_scripts
def test_numbers_and_dates_that_cannot_be(manager: Page):
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, "Partner", monday(1))
    fill_date(manager, re.compile("^End date"), monday(0))
    manager.get_by_label(re.compile("^FTE")).fill("120")
    check_days(manager, "Cannot work days", "Monday")
    check_days(manager, "Must work days", "Monday")
    manager.get_by_label(re.compile("^Minimum shifts")).fill("4")
    manager.get_by_label(re.compile("^Maximum shifts")).fill("3")
    manager.get_by_label(re.compile("^Leave entitlement")).fill("6.3")
    create_term(manager)
    assert len(problems(manager)) >= 5, problems(manager)
    expect(manager.get_by_label(re.compile("^FTE"))).to_have_value("120")
    check_page(manager, error=True)
    axe(manager)


# Terms over time


@without_scripts
def test_overlapping_terms_are_refused_and_the_older_can_be_ended(manager: Page):  # S0.12, S0.38, S0.50
    open_clinician(manager, "Dr Callum Reid")
    start_term(manager, "Partner", monday(4))
    manager.get_by_label(re.compile("^FTE")).fill("80")
    create_term(manager)
    assert len(problems(manager)) == 1 and f"salaried term from {day(monday(-52))}" in problems(manager)[0]
    check_page(manager, error=True)
    manager.get_by_label(re.compile("^End the salaried term")).check()
    create_term(manager)
    expect(terms(manager)).to_contain_text("Partner")
    expect(terms(manager)).to_contain_text(day(monday(4) - timedelta(days=1)))


@without_scripts
def test_a_gap_between_terms_is_allowed(manager: Page):  # S0.51
    add_clinician(manager, "Dr Ynyr Vaughan")
    start_term(manager, "Salaried", monday(1))
    fill_date(manager, re.compile("^End date"), monday(2))
    check_days(manager, "Fixed working days", "Monday")
    create_term(manager)
    start_term(manager, "Salaried", monday(5))
    check_days(manager, "Fixed working days", "Tuesday")
    create_term(manager)
    expect(terms(manager).get_by_role("rowheader")).to_have_count(2)


@without_scripts
def test_edit_a_term(manager: Page):  # S0.36
    open_clinician(manager, "Dr Callum Reid")
    manager.get_by_role("link", name=re.compile("^Edit the salaried term")).click()
    friday = manager.get_by_role("group", name="Fixed working days", exact=True).get_by_role("checkbox", name="Friday")
    expect(friday).to_be_checked()
    friday.uncheck()
    manager.get_by_role("button", name="Save changes").click()
    manager.goto("/clinicians")
    open_clinician(manager, "Dr Callum Reid")
    expect(terms(manager)).not_to_contain_text("Fri")


@without_scripts
def test_end_a_term_today_unless_told_otherwise(manager: Page):  # S0.37
    open_clinician(manager, "Dr Bethan Price")
    manager.get_by_role("link", name=re.compile("^End the partner term")).click()
    group = manager.get_by_role("group", name="End date")
    for label, value in {"Day": TODAY.day, "Month": TODAY.month, "Year": TODAY.year}.items():
        expect(group.get_by_label(label)).to_have_value(str(value))
    check_page(manager)
    manager.get_by_role("button", name="End term").click()
    expect(manager.get_by_role("main")).to_contain_text(day(TODAY))
    manager.goto("/rota?week=" + monday(1).isoformat())
    expect(manager.get_by_role("main")).not_to_contain_text("Dr Bethan Price")


@without_scripts
def test_delete_a_term_counts_what_goes_and_asks_for_the_name(manager: Page):  # S0.45 to S0.49
    open_clinician(manager, "Dr Callum Reid")
    manager.get_by_role("link", name=re.compile("^Delete the salaried term")).click()
    expect(detail(manager, "Leave requests that overlap")).to_have_text("1")
    expect(manager.get_by_role("main")).to_contain_text("cannot be undone")
    expect(manager.get_by_role("link", name=re.compile("End this term instead"))).to_be_visible()
    manager.get_by_label("Full name").fill("dr callum reid")
    manager.get_by_role("button", name="Yes, Delete Everything").click()
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    axe(manager)
    manager.get_by_label("Full name").fill("Dr Callum Reid")
    manager.get_by_role("button", name="Yes, Delete Everything").click()
    expect(manager.get_by_role("alert")).to_contain_text("Success")
    manager.goto("/leave")
    expect(manager.get_by_role("main")).not_to_contain_text("Reid, ")
    manager.goto("/audit")
    expect(manager.get_by_role("main")).to_contain_text(re.compile("[Dd]elete working term"))


@without_scripts
def test_adjust_leave_with_a_reason(manager: Page):  # S0.41
    open_clinician(manager, "Dr Callum Reid")
    terms(manager).get_by_role("rowheader").get_by_role("link").click()
    manager.get_by_role("link", name="Adjust the leave entitlement").click()
    manager.get_by_label("Amount, in days").fill("2.5")
    manager.get_by_role("button", name="Adjust leave").click()
    assert len(problems(manager)) == 1
    manager.get_by_label("Reason").fill("Carried over")
    manager.get_by_role("button", name="Adjust leave").click()
    for words in ("2.5", "Carried over", "Morwenna Tregear"):
        expect(manager.get_by_role("main")).to_contain_text(words)


# Active and inactive


@without_scripts
def test_deactivating_asks_about_the_term_and_keeps_the_record(manager: Page):  # S0.80 to S0.84
    open_clinician(manager, "Dr Bethan Price")
    manager.get_by_role("link", name="Edit Dr Bethan Price").click()
    manager.get_by_label("Active", exact=True).uncheck()
    manager.get_by_role("button", name="Save changes").click()
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    manager.get_by_label("Yes, end the term today").check()
    manager.get_by_role("button", name="Save changes").click()
    expect(manager.get_by_role("main")).to_contain_text("Inactive")
    manager.goto("/clinicians")
    expect(manager.get_by_role("main")).not_to_contain_text("Dr Bethan Price")
    manager.get_by_label("Status").select_option("Inactive")
    manager.get_by_role("button", name="Show").click()
    manager.get_by_role("link", name="Dr Bethan Price").click()
    expect(terms(manager)).to_contain_text("Partner")
    manager.get_by_role("link", name="Edit Dr Bethan Price").click()
    manager.get_by_label("Active", exact=True).check()
    manager.get_by_role("button", name="Save changes").click()
    expect(manager.get_by_role("main")).not_to_contain_text("Inactive")


@without_scripts
def test_a_clinician_cannot_be_deleted(manager: Page):  # S0.85
    open_clinician(manager, "Dr Amara Okafor")
    expect(manager.get_by_role("main").get_by_role("button", name=re.compile("[Dd]elete|[Rr]emove"))).to_have_count(0)
    manager.get_by_role("link", name="Edit Dr Amara Okafor").click()
    expect(manager.get_by_role("main").get_by_role("button", name=re.compile("[Dd]elete|[Rr]emove"))).to_have_count(0)


# Groups


@without_scripts
def test_groups_are_created_renamed_and_removed(manager: Page):  # S0.52 to S0.57
    manager.goto("/groups")
    manager.get_by_role("link", name="Add group").click()
    manager.get_by_role("button", name="Create group").click()
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    manager.get_by_label("Name", exact=True).fill("Minor surgery")
    manager.get_by_role("button", name="Create group").click()
    assert len(problems(manager)) == 1, "two groups of one name"
    manager.get_by_label("Name", exact=True).fill("Coil fitting")
    manager.get_by_role("button", name="Create group").click()
    manager.get_by_role("link", name="Rename Coil fitting").click()
    manager.get_by_label("Name", exact=True).fill("Coils")
    manager.get_by_role("main").get_by_role("button").last.click()
    manager.get_by_role("link", name="Remove Coils").click()
    check_page(manager)
    manager.get_by_role("button", name="Remove group").click()
    expect(manager.get_by_role("table")).not_to_contain_text("Coil")
    expect(manager.get_by_role("table")).to_contain_text("ST Supervisor")


@without_scripts
def test_removing_a_supervisors_group_warns(manager: Page):
    manager.goto("/groups")
    manager.get_by_role("link", name="Remove FY Supervisor").click()
    expect(manager.get_by_role("main")).to_contain_text("who may supervise")
    expect(manager.get_by_role("main")).to_contain_text("Dr Dilys Morgan")
    check_page(manager)
