"""Clinicians are invited, sign up by the link and are linked to their record (issue 5.1 to 5.3, S0.58 to S0.72); every link that leads nowhere says why."""

import re
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import heading, problems
from support.program import MANAGER, Server, copy_data
from support.smtp_sink import SmtpSink
from support.ways import without_scripts

NAME = "Dr Amara Okafor"
EMAIL = "amara@elm.example"
USERNAME = "amara.okafor"
PASSWORD = "cobalt-teapot-meadow-4"
PHONE = {"viewport": {"width": 375, "height": 700}}


def fine(page: Page, *, error: bool = False) -> None:
    """The page is what every page must be, on a phone and on a desk."""
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
    check_page(page, error=error)


def open_clinician(manager: Page, name: str = NAME) -> None:
    manager.goto("/clinicians")
    manager.get_by_role("link", name=name).click()
    heading(manager, name)


def invite(manager: Page, email: str = EMAIL) -> None:
    """By a mail where mail is on, else by a link to hand over."""
    manager.get_by_label("Email").fill(email)
    manager.get_by_role("button", name=re.compile("^(Make an(other)? invitation link|Send (another )?invitation)$")).click()


def link_of(manager: Page) -> str:
    """The link that is handed over, as a path."""
    heading(manager, "Hand over the invitation")
    return re.search(r"/join/[\w-]{43}$", manager.get_by_label("Invitation link").input_value())[0]


def sign_up(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Make account").click()


def database(server: Server) -> closing:
    return closing(sqlite3.connect(server.data / "rota.db", timeout=30))


def dead(page: Page, title: str, *words: str) -> None:
    """The page on show says which link it is, and nothing of who was invited."""
    heading(page, title)
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)
    assert "Amara" not in page.content() and EMAIL not in page.content()
    assert "/join/" not in page.content() and "/join/" not in page.url


def test_a_link_is_handed_over_and_signs_up(manager: Page, practice: Server, open_page, scripts: bool):
    open_clinician(manager)
    expect(manager.get_by_text("No account linked")).to_be_visible()
    fine(manager)
    invite(manager, "amara@elm")
    assert problems(manager) == ["Enter an email address in the correct format, like name@example.com"]
    fine(manager, error=True)
    invite(manager)
    fine(manager)
    link = link_of(manager)
    manager.get_by_role("link", name=f"Back to {NAME}").click()
    expect(manager.get_by_role("listitem").filter(has_text=EMAIL)).to_contain_text("Pending until")
    fine(manager)

    amara = open_page(practice, **PHONE)
    amara.goto(link)
    assert amara.url == practice.url("/join")
    heading(amara, "Make your account")
    expect(amara.get_by_role("main")).to_contain_text(NAME)
    expect(amara.get_by_label("Username")).to_have_value(USERNAME)
    fine(amara)
    sign_up(amara, "password2026!")
    assert problems(amara) == ["This password is one of the most common. Choose one that is harder to guess"]
    fine(amara, error=True)
    show = amara.get_by_role("button", name="Show password")
    if scripts:
        amara.get_by_label("Password", exact=True).fill("to be seen")
        show.click()
        expect(amara.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    else:
        expect(show).to_have_count(0)
    sign_up(amara)
    expect(amara.get_by_text(f"Your account is made and linked to the record of {NAME}.")).to_be_visible()
    check_page(amara)

    open_clinician(manager)
    status = manager.locator("#account-status")
    expect(status).to_contain_text(USERNAME)
    expect(status).to_contain_text("Accepted on")
    expect(manager.get_by_role("button", name=re.compile("invitation link"))).to_have_count(0)
    fine(manager)


def test_a_password_manager_may_paste(practice: Server, manager: Page, open_page, scripts: bool):
    open_clinician(manager)
    invite(manager)
    amara = open_page(practice)
    amara.goto(link_of(manager))
    field = amara.get_by_label("Password", exact=True)
    assert field.get_attribute("autocomplete") == "new-password" and field.get_attribute("maxlength") is None
    field.focus()
    amara.keyboard.insert_text(PASSWORD)
    expect(field).to_have_value(PASSWORD)


@without_scripts
def test_each_dead_end_says_which_it_is(manager: Page, practice: Server, open_page):
    stranger = open_page(practice, **PHONE)
    stranger.goto("/join/pXv0Hq3sVx7mJm2bT1eK9cLr8wZyAfGdNiUo5QkR4hE")
    heading(stranger, "This link leads nowhere")
    fine(stranger)
    stranger.goto("/join")
    dead(stranger, "Open your link again", "five minutes", "not used up")
    fine(stranger)

    open_clinician(manager)
    invite(manager)
    first = link_of(manager)
    open_clinician(manager)
    invite(manager, EMAIL)
    second = link_of(manager)
    stranger.goto(first)
    dead(stranger, "There is a newer invitation", "only the newest link works")
    fine(stranger)

    open_clinician(manager)
    manager.get_by_role("button", name="Revoke").click()
    expect(manager.get_by_text(f"The invitation to {EMAIL} was revoked.")).to_be_visible()
    fine(manager)
    stranger.goto(second)
    dead(stranger, "This invitation was withdrawn", "ask the practice")

    invite(manager)
    third = link_of(manager)
    with database(practice) as db, db:
        db.execute("UPDATE invitations SET expires_at = '2020-01-01T00:00:00Z' WHERE ended IS NULL")
    stranger.goto(third)
    dead(stranger, "This invitation has expired", "14 days")
    open_clinician(manager)
    expect(manager.locator("#account-status")).to_contain_text("Expired on")

    invite(manager)
    fourth = link_of(manager)
    with database(practice) as db, db:
        db.execute("UPDATE clinicians SET active = 0 WHERE name = ?", [NAME])
    stranger.goto(fourth)
    dead(stranger, "This invitation cannot be used now", "not active")
    with database(practice) as db, db:
        db.execute("UPDATE clinicians SET active = 1 WHERE name = ?", [NAME])

    stranger.goto(fourth)
    other = open_page(practice)
    other.goto(fourth)
    sign_up(other)
    expect(other.get_by_text("Your account is made")).to_be_visible()
    sign_up(stranger, "lantern-gravel-orchard-8")
    dead(stranger, "This invitation was used already", "If that was you, sign in.")
    fine(stranger)


@without_scripts
def test_the_page_holds_for_five_minutes(manager: Page, practice: Server, open_page):
    open_clinician(manager)
    invite(manager)
    link = link_of(manager)
    amara = open_page(practice)
    amara.goto(link)
    with database(practice) as db, db:
        db.execute("UPDATE link_holds SET created_at = '2020-01-01T00:00:00Z'")
    sign_up(amara)
    dead(amara, "Open your link again", "not used up")
    amara.goto(link)
    sign_up(amara)
    expect(amara.get_by_text("Your account is made")).to_be_visible()


@without_scripts
def test_somebody_signed_in_is_told_to_sign_out(manager: Page, practice: Server):
    open_clinician(manager)
    invite(manager)
    link = link_of(manager)
    manager.goto(link)
    heading(manager, "You are signed in already")
    fine(manager)
    manager.get_by_role("main").get_by_role("button", name="Sign out").click()
    manager.goto(link)
    heading(manager, "Make your account")


@without_scripts
def test_invited_by_mail_through_a_real_server(practice_home, start, open_page, tmp_path):
    """The issue's journey, up to the proved address, by what a mail server was really sent."""
    with SmtpSink() as sink:
        server = start(copy_data(practice_home.data, tmp_path / "mailed"), **sink.settings())
        manager = open_page(server, storage_state=practice_home.cookies[MANAGER.username])
        open_clinician(manager)
        invite(manager)
        expect(manager.get_by_text(f"An invitation is on its way to {EMAIL}.")).to_be_visible()
        mail = sink.wait_for(EMAIL)
        mail.check()
        assert mail.subject == "Your account at Elm Surgery"
        assert NAME in mail.text and MANAGER.name in mail.text and "did not expect this" in mail.text
        manager.reload()
        expect(manager.locator("#account-status")).to_contain_text(re.compile("Mailed|The mail waits to be sent"))

        amara = open_page(server, **PHONE)
        amara.goto(mail.link("/join/"))
        assert amara.url.endswith("/join")
        sign_up(amara)
        expect(amara.get_by_text(f"A mail is on its way to {EMAIL}")).to_be_visible()
        proof = sink.wait_for(EMAIL, count=2)
        proof.check()
        amara.goto(proof.link("/email/"))
        amara.get_by_role("button", name="This address is mine").click()
        heading(amara, "Your address is proved")
        with database(server) as db:
            assert db.execute("SELECT email_verified_at IS NOT NULL FROM accounts WHERE username = ?", [USERNAME]).fetchone() == (1,)
            assert db.execute("SELECT count(*) FROM outbox WHERE text LIKE '%/join/%' OR html LIKE '%/join/%'").fetchone() == (0,), "sent links are not kept"
        token = mail.link("/join/").rsplit("/", 1)[1]
        assert token not in "".join(server.log)
