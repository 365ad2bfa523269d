"""First run: the one-time link leads through three steps to the list of what is left to set up."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_sign_in, heading, problems, task
from support.program import MANAGER, Server, rota
from support.ways import without_scripts


def set_up_practice(page: Page, server: Server) -> None:
    """Steps one and two, as a single-handed English practice."""
    page.goto(server.setup_link)
    page.get_by_label("Practice name").fill("Elm Surgery")
    page.get_by_label("England and Wales").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Location 1").fill("Elm Street")
    page.get_by_role("button", name="Save and continue").click()


def fill_account(page: Page, password: str = MANAGER.password) -> None:
    page.get_by_label("Full name").fill(MANAGER.name)
    page.get_by_label("Email address").fill(MANAGER.email)
    page.get_by_label("Username").fill(MANAGER.username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Create account").click()


def test_set_up_from_the_link_to_the_task_list(page: Page, server: Server):
    page.goto(server.setup_link)
    expect(page).not_to_have_url(re.compile(re.escape(server.first_path)))
    heading(page, "Practice")
    check_page(page)
    axe(page)
    page.get_by_label("Practice name").fill("Elm Surgery")
    page.get_by_label("Scotland").check()
    page.get_by_role("button", name="Save and continue").click()

    heading(page, "Locations and opening")
    expect(page.get_by_label("Open Monday morning")).to_be_checked()
    expect(page.get_by_label("Open Saturday morning")).not_to_be_checked()
    check_page(page)
    axe(page)
    page.get_by_label("Location 1").fill("Elm Street")
    page.get_by_role("button", name="Add another location").click()
    page.get_by_label("Location 2").fill("Harbour Road")
    page.get_by_label("Open Wednesday afternoon").uncheck()
    page.get_by_label("Open Saturday morning").check()
    page.get_by_role("button", name="Save and continue").click()

    heading(page, "Your account")
    check_page(page)
    axe(page)
    fill_account(page)

    heading(page, "Getting started")
    expect(page).to_have_title(re.compile("Elm Surgery"))
    for name, status in {"Practice": "Completed", "Locations and opening": "Completed", "Clinicians": "Incomplete", "Publish": "Cannot start yet"}.items():
        expect(task(page, name)).to_contain_text(status)
    check_page(page)


def test_what_was_set_up_is_still_there_when_going_back(page: Page, server: Server):
    set_up_practice(page, server)
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Location 1")).to_have_value("Elm Street")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Practice name")).to_have_value("Elm Surgery")


def test_each_step_says_what_is_missing_and_keeps_the_answers(page: Page, server: Server):
    page.goto(server.setup_link)
    page.get_by_label("Scotland").check()
    page.get_by_role("button", name="Save and continue").click()
    assert problems(page) == ["Enter the practice’s name"]
    expect(page.get_by_label("Scotland")).to_be_checked()
    check_page(page, error=True)
    axe(page)
    page.get_by_label("Practice name").fill("Elm Surgery")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("button", name="Save and continue").click()
    assert problems(page) == ["Enter at least one location"]
    check_page(page, error=True)
    axe(page)
    page.get_by_label("Location 1").fill("Elm Street")
    page.get_by_role("button", name="Save and continue").click()

    fill_account(page, password="too short")
    assert problems(page) == ["Password must be 12 characters or more"]
    expect(page.get_by_label("Full name")).to_have_value(MANAGER.name)
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    check_page(page, error=True)
    axe(page)


@without_scripts
@pytest.mark.parametrize("password", ["password1234", "qwertyuiop12", "123456789012", "aaaaaaaaaaaa", "morwennatregear"])
def test_a_password_that_is_guessed_first_is_refused(page: Page, server: Server, password: str):
    set_up_practice(page, server)
    fill_account(page, password=password)
    heading(page, "Your account")
    expect(page).to_have_title(re.compile("^Error: "))
    assert len(problems(page)) == 1 and "assword" in problems(page)[0]


@without_scripts
def test_the_link_works_once(page: Page, server: Server, open_page):
    set_up_practice(page, server)
    fill_account(page)
    heading(page, "Getting started")
    late = open_page(server)
    answer = late.goto(server.setup_link)
    assert answer.status in (404, 410)
    check_page(late)
    axe(late)
    assert late.goto("/setup/account").status in (404, 410)


@without_scripts
def test_set_up_needs_the_link(page: Page, server: Server):
    for step in ("practice", "locations", "account"):
        assert page.goto(f"/setup/{step}").status in (404, 410)
        expect(page.get_by_role("textbox")).to_have_count(0)


@without_scripts
def test_a_second_start_prints_a_new_link_and_ends_the_old_one(start, open_page):
    first = start()
    old = first.first_path
    first.stop()
    second = start(first.data)
    assert second.first_path.startswith("/setup/") and second.first_path != old
    page = open_page(second)
    assert page.goto(old).status in (404, 410)
    assert page.goto(second.first_path).status == 200


@without_scripts
def test_set_up_over_plain_http_on_the_practice_network(server: Server, open_page):
    # Chromium tells less about where a form came from on a plain address that is not this machine's own.
    page = open_page(server, base_url=server.address.replace("127.0.0.1", "rota.test"))
    page.goto(server.first_path)
    page.get_by_label("Practice name").fill("Elm Surgery")
    page.get_by_role("button", name="Save and continue").click()
    heading(page, "Locations and opening")


@without_scripts
def test_an_account_made_on_the_command_line_ends_set_up(start, open_page, tmp_path):
    data = tmp_path / "data"
    MANAGER.create(data)
    server = start(data)
    assert server.first_path == "/"
    page = open_page(server)
    page.goto("/")
    heading(page, "Sign in")
    fill_sign_in(page, MANAGER.username, MANAGER.password)
    heading(page, "Getting started")


def test_admin_create_refuses_what_the_page_refuses(tmp_path):
    words = ["admin", "create", "--data", tmp_path / "data", "--username", "morwenna", "--name", "Morwenna Tregear", "--email", "m@elm.example"]
    refused = rota(*words, "--role", "manager", "--password-stdin", stdin="too short\n")
    assert refused.returncode == 1 and "12 characters" in refused.stderr
    odd = rota(*words, "--role", "emperor", "--password-stdin", stdin=MANAGER.password + "\n")
    assert odd.returncode == 2 and "clinic-admin" in odd.stderr
    assert rota(*words, "--role", "manager", stdin=MANAGER.password + "\n").returncode == 2
