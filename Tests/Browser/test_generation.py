"""Generation: choose dates, watch it, look at the preview, save it as a draft or discard it (B5)."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_date, heading, problems
from support.practice import monday
from support.program import MANAGER, copy_data
from support.rota import ask, await_preview, await_words, cell, open_day, open_week, save
from support.ways import without_scripts

FIRST, LAST = monday(1), monday(2) + timedelta(days=6)


def test_generate_look_and_save_as_draft(manager: Page):
    manager.goto("/generations/new")
    heading(manager, "Generate the rota")
    check_page(manager)
    ask(manager, FIRST, LAST)
    await_preview(manager)
    expect(manager.get_by_role("main")).to_contain_text("Nothing is saved yet")
    check_page(manager)
    assert "Okafor" in manager.get_by_role("table").last.inner_text()
    open_week(manager)
    expect(cell(manager, "Dr Amara Okafor", FIRST)).to_contain_text("Not working")

    manager.go_back()
    manager.get_by_role("button", name="Save as draft").click()
    expect(manager.get_by_role("alert")).to_contain_text("Saved as draft")
    expect(manager.get_by_role("main")).to_contain_text("Draft")
    check_page(manager)
    expect(cell(manager, "Cover", FIRST)).to_contain_text(re.compile(r"[2-9] of 2"))
    expect(cell(manager, "Duty", FIRST)).not_to_contain_text("No one")


@without_scripts
def test_discarding_leaves_the_rota_as_it_was(manager: Page):
    ask(manager, FIRST, LAST)
    await_preview(manager)
    manager.get_by_role("button", name=re.compile("^Discard")).click()
    open_week(manager)
    expect(cell(manager, "Duty", FIRST)).to_contain_text("No one")


@without_scripts
def test_leave_is_kept_and_what_cannot_be_met_is_explained(manager: Page):
    # In the second week the salaried doctor on leave and two partners leave no duty doctor to spare on a Friday.
    ask(manager, monday(2), monday(2) + timedelta(days=6))
    await_preview(manager)
    expect(cell(manager, "Dr Callum Reid", monday(2))).to_contain_text("Leave")


def test_watch_what_is_missing_stop_early_and_read_why(drafted_home, start, open_page, tmp_path):
    """On the Monday in four weeks six doctors are asked for, of whom there are four at the most."""
    server = start(copy_data(drafted_home.data, tmp_path / "drafted"))
    page = open_page(server, storage_state=drafted_home.cookies[MANAGER.username])
    ask(page, monday(4), monday(52))
    await_words(page, "No rota can be short of fewer than|No rota is short of less")
    progress = page.get_by_role("table", name="What the best rota so far is short of")
    expect(progress.get_by_role("row", name=re.compile("^Half-days of cover"))).to_be_visible()
    # Before the search ends by itself; the gallery's progress page is what axe looks at.
    page.get_by_role("button", name="Stop and use the best so far").click()
    await_preview(page)

    summary = page.get_by_role("table", name="What is missing")
    expect(summary.get_by_role("columnheader")).to_contain_text(["What", "Missing", "Unavoidable", "Could be met"])
    check_page(page)
    axe(page)
    first = page.get_by_role("listitem").filter(has_text=re.compile(f"{monday(4).day} {monday(4):%B}")).filter(has_text="Elm Street").first
    expect(first).to_contain_text("Unavoidable")
    expect(first).to_contain_text(re.compile(r"6 doctors needed, \d available"))
    first.get_by_role("link", name=re.compile("^See why")).click()
    heading(page, "Why it could not be filled")
    main = page.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"6 doctors needed, \d available: Dr Amara Okafor"))
    expect(main).to_contain_text("Find a locum for")
    expect(main).to_contain_text("Does not work Mondays: Dr Dilys Morgan")
    check_page(page)
    axe(page)


@without_scripts
def test_a_pinned_day_is_kept(manager: Page):
    open_day(manager, "Dr Amara Okafor", FIRST)
    save(manager, "All day", **{"as": "Duty doctor", "pin": "Pinned"})
    ask(manager, FIRST, LAST, "Replace unpinned shifts")
    await_preview(manager)
    expect(cell(manager, "Dr Amara Okafor", FIRST)).to_contain_text("Duty")
    expect(cell(manager, "Dr Amara Okafor", FIRST)).to_contain_text("pinned")


@without_scripts
def test_dates_that_cannot_be_are_said_and_the_address_asked_again_is_the_form(manager: Page):
    ask(manager, LAST, FIRST)
    expect(manager.get_by_role("main")).to_contain_text("There is a problem")
    check_page(manager, error=True)
    manager.goto("/generations")
    heading(manager, "Generate the rota")


@without_scripts
def test_counting_says_what_is_there_first(manager: Page):
    open_day(manager, "Dr Amara Okafor", FIRST)
    save(manager, "All day", **{"as": "Surgery", "pin": "Pinned"})
    manager.goto("/generations/new")
    fill_date(manager, "From", FIRST)
    fill_date(manager, "To", LAST)
    manager.get_by_role("button", name="Count shifts in these dates").click()
    expect(manager.get_by_role("definition").nth(0)).to_have_text("1")
    expect(manager.get_by_role("definition").nth(1)).to_have_text("1")
    check_page(manager)


def test_its_progress_comes_as_events(manager: Page, scripts: bool):
    followed = []
    manager.on("response", lambda answer: followed.append(answer) if answer.url.endswith("/events") else None)
    ask(manager, FIRST, monday(52))
    manager.wait_for_timeout(1_500)
    assert [answer.headers["content-type"] for answer in followed] == (["text/event-stream; charset=utf-8"] if scripts else [])
    manager.get_by_role("button", name="Cancel and throw away").click()


def test_it_can_be_cancelled(manager: Page):
    ask(manager, FIRST, monday(52))
    manager.get_by_role("button", name="Cancel and throw away").click()
    for _ in range(30):
        if manager.get_by_role("heading", level=1).inner_text() != "Generating the rota":
            break
        manager.wait_for_timeout(500)
        manager.reload()
    expect(manager.get_by_role("main")).to_contain_text(re.compile("[Cc]ancelled"))
    check_page(manager)
    axe(manager)
    open_week(manager)
    expect(cell(manager, "Duty", FIRST)).to_contain_text("No one")


@without_scripts
@pytest.mark.parametrize("first, last", [(LAST, FIRST), (FIRST, FIRST + timedelta(weeks=70))])
def test_dates_that_cannot_be_generated(manager: Page, first: date, last: date):
    ask(manager, first, last)
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    axe(manager)
