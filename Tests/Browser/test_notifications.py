"""Notifications (issue 5.14, 5.15): the list and its count, what each person chooses to be mailed, the link that stops it, and shift mails."""

import re
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.outbox import connect, instant
from support.pages import heading, long_date
from support.practice import monday
from support.program import CLINICIAN, MANAGER, Server, copy_data
from support.rota import publish, take_off
from support.smtp_sink import SmtpSink
from support.ways import without_scripts

WORDS = "Dr Callum Reid asks for leave, "


@pytest.fixture
def data(practice_home, tmp_path: Path) -> Path:
    return copy_data(practice_home.data, tmp_path / "notices")


def change(data: Path, sql: str, *values) -> None:
    with connect(data) as db, db:
        db.execute(sql, values)


def account_id(data: Path, username: str) -> int:
    with connect(data) as db:
        return db.execute("SELECT id FROM accounts WHERE username = ?", [username]).fetchone()[0]


def ask_for_leave(data: Path) -> None:
    """As a feature to come, or an imported practice file, leaves it: the program finds it by itself."""
    change(
        data, "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) SELECT id, ?, ?, 'full', 'annual', 'requested' FROM clinicians WHERE code = 'callum-reid'",
        monday(6).isoformat(), (monday(6) + timedelta(days=4)).isoformat())


def until(is_so: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def told(data: Path) -> int:
    with connect(data) as db:
        return db.execute("SELECT count(*) FROM notices").fetchone()[0]


def test_the_list_counts_opens_and_marks(data, start, practice_home, open_page):
    ask_for_leave(data)
    server = start(data)
    until(lambda: told(data))
    page = open_page(server, storage_state=practice_home.cookies[MANAGER.username])
    page.goto("/rota")
    page.get_by_role("link", name="Notifications 1 unread").click()
    heading(page, "Notifications")
    check_page(page)
    axe(page)
    expect(page.get_by_role("main")).to_contain_text("Unread")
    page.get_by_role("link", name=re.compile(WORDS)).click()
    heading(page, "Leave")
    page.goto("/notifications?show=unread")
    expect(page.get_by_role("main")).to_contain_text("Nothing fits this filter")
    check_page(page)
    axe(page)
    expect(page.get_by_role("link", name="Notifications", exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="Mark all as read")).to_have_count(0)


@without_scripts
def test_marking_all_as_read(data, start, practice_home, open_page):
    ask_for_leave(data)
    server = start(data)
    until(lambda: told(data))
    page = open_page(server, storage_state=practice_home.cookies[MANAGER.username])
    page.goto("/notifications")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_role("alert")).to_contain_text("Everything in the list is marked as read.")
    expect(page.get_by_role("main").get_by_text("Unread", exact=True)).to_have_count(0)
    check_page(page)


@without_scripts
def test_a_notice_that_leads_nowhere_is_a_page(data, start, practice_home, open_page):
    change(data, "INSERT INTO notices (id, key, category, permission, words, at) VALUES (7, 'x', 'system', 'settings', ?, ?)", "A backup failed. " + "x" * 300, instant())
    change(data, "INSERT INTO notice_readers (notice_id, account_id) VALUES (7, ?)", account_id(data, MANAGER.username))
    page = open_page(start(data), storage_state=practice_home.cookies[MANAGER.username])
    for path in ("/notifications", "/notifications/7"):
        page.goto(path)
        check_page(page)
        axe(page)


@without_scripts
def test_preferences_are_off_until_ticked(manager: Page):
    manager.goto("/rota")
    manager.locator("details.menu summary").click()
    manager.get_by_role("link", name="Notification preferences").click()
    heading(manager, "Notification preferences")
    expect(manager.get_by_text("Mail is not set up for this practice")).to_be_visible()
    for name in ("System failure", "Admin action", "Operational"):
        expect(manager.get_by_label(name)).not_to_be_checked()
    check_page(manager)
    axe(manager)
    manager.get_by_label("Admin action").check()
    manager.get_by_role("button", name="Save preferences").click()
    expect(manager.get_by_role("alert")).to_contain_text("Your notification preferences are saved.")
    expect(manager.get_by_label("Admin action")).to_be_checked()
    expect(manager.get_by_label("Operational")).not_to_be_checked()


@without_scripts
def test_a_clinician_has_no_preferences(clinician: Page):
    clinician.goto("/notifications")
    expect(clinician.get_by_role("main")).to_contain_text("When shifts of yours are published or changed")
    expect(clinician.get_by_role("link", name=re.compile("preferences|mailed about"))).to_have_count(0)
    check_page(clinician)
    axe(clinician)


def mailed(data: Path, start, sink: SmtpSink) -> tuple[Server, str]:
    """A digest that went out to the manager, and the link in it."""
    change(data, "INSERT INTO notification_choices (account_id, category, wanted) VALUES (?, 'action', 1)", account_id(data, MANAGER.username))
    ask_for_leave(data)
    settings = sink.settings()
    first = start(data, **settings)
    until(lambda: told(data))
    first.stop()
    # The minute in which more is gathered is over.
    change(data, "UPDATE notice_readers SET mail_due = ? WHERE mail_due IS NOT NULL", instant(-1))
    server = start(data, **settings)
    mail = sink.wait_for(MANAGER.email)
    mail.check()
    assert mail.subject == "Elm Surgery: admin action, 1 notice" and WORDS in mail.text
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return server, mail.link("/unsubscribe/")


def wanted(data: Path) -> int:
    with connect(data) as db:
        return db.execute("SELECT count(*) FROM notification_choices WHERE wanted = 1").fetchone()[0]


@without_scripts
def test_a_mail_is_stopped_by_its_link(data, start, open_page):
    with SmtpSink() as sink:
        server, link = mailed(data, start, sink)
        path = re.sub(r"^https?://[^/]+", "", link)
        page = open_page(server)
        page.goto(path)
        heading(page, "Stop these mails")
        expect(page.get_by_role("main")).not_to_contain_text("Elm Surgery")
        axe(page)
        assert wanted(data) == 1, "opening the link stops nothing: scanners open every link"
        page.get_by_role("button", name="Stop these mails").click()
        heading(page, "These mails are stopped")
        axe(page)
        assert wanted(data) == 0
        page.goto(path)
        heading(page, "These mails are stopped")


@without_scripts
def test_a_mail_program_stops_it_by_one_post(data, start, scripts):
    with SmtpSink() as sink:
        server, link = mailed(data, start, sink)
        request = urllib.request.Request(
            server.url(re.sub(r"^https?://[^/]+", "", link)), data=b"List-Unsubscribe=One-Click", headers={"Content-Type": "application/x-www-form-urlencoded"})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200 and "Set-Cookie" not in answer.headers
        assert wanted(data) == 0


@without_scripts
def test_an_unknown_link_is_a_plain_page(practice: Server, open_page):
    page = open_page(practice)
    page.goto("/unsubscribe/" + "A" * 43)
    heading(page, "This link does not work")
    axe(page)


@without_scripts
def test_clinicians_are_mailed_what_a_publication_changed_for_them(drafted_home, start, tmp_path, open_page):
    data = copy_data(drafted_home.data, tmp_path / "shifts")
    change(data, "UPDATE clinicians SET account_id = ? WHERE code = 'callum-reid'", account_id(data, CLINICIAN.username))
    first, tuesday = monday(1), monday(1) + timedelta(days=1)
    with SmtpSink() as sink:
        server = start(data, **sink.settings())
        page = open_page(server, storage_state=drafted_home.cookies[MANAGER.username])
        publish(page, first, first + timedelta(days=6))
        mail = sink.wait_for(CLINICIAN.email)
        mail.check()
        assert re.fullmatch(r"Elm Surgery: your shifts on \d days are published", mail.subject), mail.subject
        assert mail.message["List-Unsubscribe"] is None, "there is no preference for one's own shifts"
        take_off(page, "Dr Callum Reid", tuesday)
        assert len(sink.to(CLINICIAN.email)) == 1, "a draft is mailed to nobody"
        publish(page, first, first + timedelta(days=6))
        mail = sink.wait_for(CLINICIAN.email, count=2)
        assert f"- {long_date(tuesday)}: " in mail.text and "→ Not working" in mail.text, mail.text
        assert mail.text.count("\n- ") == 1, mail.text
    reader = open_page(server, storage_state=drafted_home.cookies[CLINICIAN.username], viewport={"width": 375, "height": 800})
    reader.goto("/notifications")
    check_page(reader)
    axe(reader)
    reader.get_by_role("link", name=re.compile(f"Your shift on {long_date(tuesday)}")).click()
    expect(reader).to_have_url(re.compile(f"/rota\\?week={first.isoformat()}"))
