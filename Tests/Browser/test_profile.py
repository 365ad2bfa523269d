"""One's own account: name, address, two-step verification, forgotten passwords, forms that outlive a login (issue 5.7, 5.8)."""

import re
import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.mailbox import Mailbox
from support.pages import fill_sign_in, heading, problems, sign_in
from support.program import CLINICIAN, MANAGER, Account, Server, copy_data
from support.ways import without_scripts

PASSWORD = "seven green bottles on a wall"
PHONE = {"width": 375, "height": 760}
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def mailbox(tmp_path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def mailing(practice_home, start, tmp_path, mailbox) -> Server:
    """The small practice, with mail."""
    return start(copy_data(practice_home.data, tmp_path / "mailing"), **mailbox.settings)


def looked_at(page: Page, *, error: bool = False) -> None:
    """The page is in order on a desk and on a phone."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        check_page(page, error=error)
        axe(page)


def decoded(path: str, modules: int) -> str:
    """What a reader of our own knows nothing of makes of the picture: its dark modules, drawn with 4 pixels each."""
    scale = 4
    side = modules * scale
    pixels = bytearray(b"\xff" * side * side)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for row in range(int(y) * scale, int(y) * scale + scale):
            start = row * side + int(x) * scale
            pixels[start:start + int(width) * scale] = bytes(int(width) * scale)
    return zxingcpp.read_barcodes(memoryview(bytes(pixels)).cast("B", shape=[side, side]))[0].text


def turn_on(page: Page, account: Account) -> tuple[pyotp.TOTP, list[str]]:
    """Sets two-step verification up by the page that shows the key, and gives the app and the recovery codes."""
    page.get_by_label("Current password").fill(account.password)
    page.get_by_role("button", name="Set up two-step verification").click()
    heading(page, "Set up two-step verification")
    looked_at(page)
    key = page.locator(".secret-text").inner_text().replace(" ", "")
    app = pyotp.TOTP(key)
    picture = page.get_by_role("img", name=re.compile("^QR code"))
    address = decoded(picture.locator("path").get_attribute("d"), int(picture.get_attribute("viewBox").split()[2]))
    assert pyotp.parse_uri(address).secret == key
    assert pyotp.parse_uri(address).name == account.email
    page.get_by_label("6-figure code").fill("12345")
    page.get_by_role("button", name="Turn on").click()
    assert problems(page)[0].startswith("That code is not right")
    looked_at(page, error=True)
    page.get_by_label("6-figure code").fill(app.now())
    page.get_by_role("button", name="Turn on").click()
    heading(page, "Your recovery codes")
    looked_at(page)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name="I have kept them").click()
    return app, codes


def sign_out(page: Page) -> None:
    page.locator("summary", has_text="account menu").click()
    page.get_by_role("button", name="Sign out").click()
    heading(page, "Sign in")


def answer_code(page: Page, code: str, label: str = "6-figure code") -> None:
    page.get_by_label(label).fill(code)
    page.get_by_role("button", name="Sign in").click()


def age_logins(server: Server, hours: float = 2) -> None:
    """Makes every login one that was used so long ago."""
    then = datetime.now(UTC) - timedelta(hours=hours)
    with sqlite3.connect(server.data / "rota.db", timeout=10) as database:
        database.execute("UPDATE logins SET last_seen_at = ?", [then.strftime("%Y-%m-%dT%H:%M:%SZ")])
    database.close()


def test_two_step_verification(mailing: Server, mailbox: Mailbox, open_page):
    page = open_page(mailing)
    sign_in(page, CLINICIAN)
    page.goto("/profile")
    looked_at(page)
    page.get_by_role("link", name="Set up two-step verification").click()
    looked_at(page)
    app, codes = turn_on(page, CLINICIAN)
    heading(page, "Your profile")
    expect(page.get_by_role("main")).to_contain_text("On, 10 recovery codes left")
    mailbox.wait("Two-step verification is on", CLINICIAN.email)
    sign_out(page)
    fill_sign_in(page, CLINICIAN.username, CLINICIAN.password)
    heading(page, "Enter your code")
    expect(page.get_by_label("6-figure code")).to_have_attribute("autocomplete", "one-time-code")
    looked_at(page)
    answer_code(page, app.at(int(time.time()) - 30))
    assert problems(page)[0].startswith("That code is not right, or was used already")
    looked_at(page, error=True)
    code = app.at(int(time.time()) + 30)
    answer_code(page, f"{code[:3]} {code[3:]}")
    heading(page, re.compile("^Week"))
    sign_out(page)
    fill_sign_in(page, CLINICIAN.username, CLINICIAN.password)
    answer_code(page, code)
    assert problems(page)[0].startswith("That code is not right, or was used already")
    page.get_by_role("link", name="Use a recovery code instead").click()
    heading(page, "Use a recovery code")
    looked_at(page)
    answer_code(page, codes[4].lower().replace("-", " "), "Recovery code")
    heading(page, re.compile("^Week"))
    page.goto("/two-step")
    expect(page.get_by_role("main")).to_contain_text("9 recovery codes left")
    looked_at(page)
    page.get_by_role("link", name="Make new recovery codes").click()
    looked_at(page)
    page.get_by_label("Current password").fill(CLINICIAN.password)
    page.get_by_role("button", name="Make new codes").click()
    fresh = page.locator(".codes code").all_inner_texts()
    assert not set(fresh) & set(codes)
    page.goto("/two-step/removal")
    looked_at(page)
    page.get_by_label("Current password").fill(CLINICIAN.password)
    page.get_by_label("Code from your app, or a recovery code").fill(fresh[0])
    page.get_by_role("button", name="Turn off").click()
    heading(page, "Your profile")
    mailbox.wait("Two-step verification is off", CLINICIAN.email)


@without_scripts
def test_a_role_that_must_have_it_sees_nothing_else_first(mailing: Server, open_page):
    manager, clinician = open_page(mailing), open_page(mailing)
    sign_in(manager, MANAGER)
    manager.goto("/accounts")
    manager.get_by_role("link", name=re.compile("by role")).click()
    looked_at(manager)
    manager.get_by_label("Clinician", exact=True).check()
    manager.get_by_role("button", name="Save").click()
    heading(manager, "Users")
    clinician.goto("/sign-in")
    fill_sign_in(clinician, CLINICIAN.username, CLINICIAN.password)
    heading(clinician, "Two-step verification")
    looked_at(clinician)
    for path in ("/rota", "/profile", "/logins", "/menu", "/help", "/kept-form"):
        clinician.goto(path)
        heading(clinician, "Two-step verification")
    turn_on(clinician, CLINICIAN)
    clinician.goto("/rota")
    heading(clinician, re.compile("^Week"))
    manager.goto("/accounts")
    manager.get_by_role("link", name=CLINICIAN.name).first.click()
    manager.get_by_role("link", name="Two-step verification").click()
    looked_at(manager)
    manager.get_by_role("button", name="Reset two-step verification").click()
    heading(manager, CLINICIAN.name)
    clinician.goto("/rota")
    heading(clinician, "Sign in")


@without_scripts
def test_forgotten_password(mailing: Server, mailbox: Mailbox, open_page):
    page = open_page(mailing)
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    looked_at(page)
    page.get_by_label("Username or email").fill(CLINICIAN.email)
    page.get_by_role("button", name="Send the link").click()
    heading(page, "Look in your mail")
    looked_at(page)
    link = mailbox.link("Choose a new password", CLINICIAN.email)
    page.goto(link)
    assert page.url.endswith("/reset-password"), "the token has left the address"
    looked_at(page)
    page.get_by_label("New password").fill("password1234")
    page.get_by_role("button", name="Save new password").click()
    assert problems(page) == ["This password is one of the most common. Choose one that is harder to guess"]
    looked_at(page, error=True)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Save new password").click()
    heading(page, "Sign in")
    looked_at(page)
    fill_sign_in(page, CLINICIAN.username, PASSWORD)
    heading(page, re.compile("^Week"))
    mailbox.wait("Your password was changed", CLINICIAN.email)
    page.goto(link)
    heading(page, "This link was used")
    looked_at(page)


def test_a_new_user_chooses_the_first_password(mailing: Server, mailbox: Mailbox, open_page):
    """Issue 5.6: the manager adds a user and learns no password; the user comes in by the mailed link, on a phone."""
    manager, newcomer = open_page(mailing), open_page(mailing, viewport=PHONE)
    sign_in(manager, MANAGER)
    manager.goto("/accounts/new")
    expect(manager.get_by_label(re.compile("password", re.IGNORECASE))).to_have_count(0)
    manager.get_by_label("Full name").fill("Rhodri Innes")
    manager.get_by_label("Email address").fill("rhodri@elm.example")
    manager.get_by_label("Username").fill("rhodri")
    manager.get_by_role("button", name="Add user").click()
    assert problems(manager) == ["Choose a role"]
    looked_at(manager, error=True)
    manager.get_by_role("radio", name="Clinician", exact=True).check()
    manager.get_by_role("button", name="Add user").click()
    heading(manager, "Rhodri Innes")
    expect(manager.get_by_role("alert")).to_contain_text("A link to choose a password is on its way to rhodri@elm.example. It works once, for 7 days.")
    link = mailbox.link("Choose a password for Elm Surgery", "rhodri@elm.example")
    manager.get_by_role("link", name="Send a link to choose a password").click()
    looked_at(manager)
    manager.goto("/accounts")
    row = manager.get_by_role("row").filter(has_text="rhodri@elm.example")
    expect(row).to_contain_text("Has not chosen a password yet")
    looked_at(manager)
    row.get_by_role("link", name="Rhodri Innes", exact=True).click()
    expect(manager.get_by_role("main")).to_contain_text("A link was mailed to rhodri@elm.example.")
    looked_at(manager)
    newcomer.goto(link)
    assert newcomer.url.endswith("/reset-password"), "the token has left the address"
    heading(newcomer, "Choose a password")
    looked_at(newcomer)
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.get_by_role("button", name="Save password").click()
    heading(newcomer, "Sign in")
    fill_sign_in(newcomer, "rhodri", PASSWORD)
    heading(newcomer, re.compile("^Week"))
    mailbox.wait("Your password was chosen", "rhodri@elm.example")


@without_scripts
def test_a_new_address_holds_once_it_is_proved(mailing: Server, mailbox: Mailbox, open_page):
    page, phone = open_page(mailing), open_page(mailing, viewport=PHONE)
    sign_in(page, CLINICIAN)
    page.goto("/profile")
    page.get_by_role("link", name="Change email address").click()
    looked_at(page)
    page.get_by_role("button", name="Send the link").click()
    assert problems(page) == ["Enter an email address", "Enter your current password"]
    looked_at(page, error=True)
    page.get_by_label("New email address").fill("bethan.price@elsewhere.example")
    page.get_by_label("Current password").fill(CLINICIAN.password)
    page.get_by_role("button", name="Send the link").click()
    heading(page, "Your profile")
    expect(page.locator("#email")).to_contain_text("It is to change to bethan.price@elsewhere.example")
    looked_at(page)
    mailbox.wait("Your email address is about to change", CLINICIAN.email)
    phone.goto(mailbox.link("Prove your email address", "bethan.price@elsewhere.example"))
    assert phone.url.endswith("/email")
    looked_at(phone)
    phone.get_by_role("button", name="This address is mine").click()
    heading(phone, "Your address is proved")
    looked_at(phone)
    mailbox.wait("Your email address was changed", CLINICIAN.email)
    page.goto("/profile")
    expect(page.locator("#email")).to_contain_text("bethan.price@elsewhere.example")
    expect(page.locator("#email")).to_contain_text("Proved on")


@without_scripts
def test_a_half_filled_form_survives_signing_in_again(mailing: Server, open_page):
    page = open_page(mailing)
    sign_in(page, MANAGER)
    page.goto("/clinicians/new")
    page.get_by_label("Full name").fill("Dr Zoë O’Brien")
    age_logins(mailing)
    page.locator("main form button[type=submit]").last.click()
    heading(page, "Sign in")
    expect(page.get_by_role("main")).to_contain_text("What you typed is kept")
    looked_at(page)
    fill_sign_in(page, MANAGER.username, MANAGER.password)
    heading(page, "What you typed is still here")
    expect(page.get_by_role("main")).to_contain_text("Dr Zoë O’Brien")
    looked_at(page)
    page.get_by_role("button", name="Send it now").click()
    heading(page, "Dr Zoë O’Brien")
    page.goto("/kept-form")
    expect(page).not_to_have_url(re.compile("kept-form"))


@without_scripts
def test_a_page_that_was_wanted_is_there_after_signing_in_again(mailing: Server, open_page):
    page = open_page(mailing)
    sign_in(page, MANAGER)
    age_logins(mailing)
    page.goto("/clinicians?name=beth")
    heading(page, "Sign in")
    fill_sign_in(page, MANAGER.username, MANAGER.password)
    expect(page).to_have_url(re.compile(r"/clinicians\?name=beth$"))


@without_scripts
def test_without_mail_the_pages_say_who_can_help(practice: Server, open_page):
    page = open_page(practice)
    page.goto("/forgotten-password")
    expect(page.get_by_role("main")).to_contain_text("Ask your practice manager")
    looked_at(page)
    sign_in(page, CLINICIAN)
    page.goto("/profile")
    expect(page.locator("#email")).to_contain_text("Mail is not set up here")
    looked_at(page)


@without_scripts
def test_a_manager_sends_a_reset_link(mailing: Server, mailbox: Mailbox, open_page):
    page = open_page(mailing)
    sign_in(page, MANAGER)
    page.goto("/accounts")
    page.get_by_role("link", name=CLINICIAN.name).first.click()
    page.get_by_role("link", name="Send a reset link").click()
    looked_at(page)
    page.get_by_role("button", name="Send a reset link").click()
    heading(page, CLINICIAN.name)
    mailbox.link("Choose a new password", CLINICIAN.email)
