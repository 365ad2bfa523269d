"""Signing in and out."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_sign_in, heading, problems, sign_in
from support.program import MANAGER, Server
from support.ways import without_scripts

WRONG = ["The username or the password is not right"]


def sign_out(page: Page) -> None:
    page.locator("summary", has_text="account menu").click()
    page.get_by_role("button", name="Sign out").click()


@pytest.mark.parametrize("name", [MANAGER.username, MANAGER.email, MANAGER.username.upper()])
def test_sign_in_by_username_or_email(staffed: Server, open_page, name: str):
    page = open_page(staffed)
    page.goto("/sign-in")
    check_page(page)
    fill_sign_in(page, name, MANAGER.password)
    heading(page, "Getting started")


def test_sign_in_leads_to_the_page_that_was_asked_for(staffed: Server, open_page):
    page = open_page(staffed)
    page.goto("/clinicians?status=inactive&name=beth")
    heading(page, "Sign in")
    fill_sign_in(page, MANAGER.username, MANAGER.password)
    expect(page).to_have_url(re.compile(r"/clinicians\?status=inactive&name=beth$"))


@without_scripts
def test_unknown_user_and_wrong_password_get_the_same_answer(staffed: Server, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    fill_sign_in(page, MANAGER.username, "not the password")
    assert problems(page) == WRONG
    expect(page.get_by_label("Username or email")).to_have_value(MANAGER.username)
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    check_page(page, error=True)
    axe(page)
    fill_sign_in(page, "nobody", "not the password")
    assert problems(page) == WRONG


@without_scripts
def test_empty_fields_are_named(staffed: Server, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    fill_sign_in(page, "", "")
    assert problems(page) == ["Enter your username or email", "Enter your password"]
    check_page(page, error=True)


@without_scripts
def test_guessing_is_slowed_down_even_for_the_right_password(staffed: Server, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    for _ in range(5):
        fill_sign_in(page, MANAGER.username, "not the password")
        assert problems(page) == WRONG
    fill_sign_in(page, MANAGER.username, MANAGER.password)
    assert problems(page)[0].startswith("Too many tries")
    check_page(page, error=True)


def test_signing_out_ends_the_login(staffed: Server, open_page):
    page = open_page(staffed)
    sign_in(page, MANAGER)
    cookies = page.context.cookies()
    sign_out(page)
    heading(page, "Sign in")
    page.context.add_cookies(cookies)
    page.goto("/tasks")
    heading(page, "Sign in")


def test_the_login_cookie_cannot_be_read_by_scripts(staffed: Server, open_page):
    page = open_page(staffed)
    sign_in(page, MANAGER)
    for cookie in page.context.cookies():
        assert cookie["httpOnly"] and cookie["sameSite"] in ("Lax", "Strict"), cookie


@without_scripts
def test_a_next_address_elsewhere_is_not_followed(staffed: Server, open_page):
    page = open_page(staffed)
    for target in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        page.goto(f"/sign-in?next={target}")
        fill_sign_in(page, MANAGER.username, MANAGER.password)
        heading(page, "Getting started")
        sign_out(page)


def test_the_pages_can_be_used_by_keyboard_alone(staffed: Server, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Username or email")).to_be_focused()
    page.keyboard.type(MANAGER.username)
    while not page.evaluate("() => document.activeElement.type === 'password'"):
        page.keyboard.press("Tab")
    page.keyboard.type(MANAGER.password)
    page.keyboard.press("Enter")
    heading(page, "Getting started")
