"""What issue 5 is done by: invited from the running program through a real mail server, a clinician signs up on a phone, proves the address, signs in, sees the
published rota, and has the same shifts in a calendar."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from playwright.sync_api import Page, expect

from conftest import Home
from support.checks import axe, check_page
from support.pages import fill_sign_in, heading, long_date
from support.practice import monday
from support.program import MANAGER, Account, Server, copy_data
from support.rota import open_week, publish
from support.smtp_sink import SmtpSink
from test_api import Program

NAME, EMAIL, USERNAME, PASSWORD = "Dr Amara Okafor", "amara@elm.example", "amara.okafor", "cobalt-teapot-meadow-4"
PHONE = {"viewport": {"width": 375, "height": 812}}
LONDON = ZoneInfo("Europe/London")
WEEK = monday(1)
# What the small practice's draft has for her: a Monday and a Wednesday on duty, a Thursday and a Friday in surgery.
SHIFTS = {WEEK: "Duty", WEEK + timedelta(days=2): "Duty", WEEK + timedelta(days=3): "Surgery", WEEK + timedelta(days=4): "Surgery"}


def looked_at(page: Page) -> None:
    """The page is what every page must be, and still as wide as the phone afterwards."""
    check_page(page)
    page.set_viewport_size(PHONE["viewport"])
    axe(page)


def invite(manager: Page) -> None:
    manager.goto("/clinicians")
    manager.get_by_role("link", name=NAME, exact=True).click()
    manager.get_by_label("Email").fill(EMAIL)
    manager.get_by_role("button", name="Send invitation").click()
    expect(manager.get_by_text(f"An invitation is on its way to {EMAIL}.")).to_be_visible()


def sign_up(phone: Page, link: str) -> None:
    """By the mailed link, whose token leaves the address before anything is shown."""
    phone.goto(link)
    assert urlsplit(phone.url).path == "/join"
    heading(phone, "Make your account")
    expect(phone.get_by_role("main")).to_contain_text(NAME)
    expect(phone.get_by_label("Username")).to_have_value(USERNAME)
    looked_at(phone)
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Make account").click()
    expect(phone.get_by_text(f"A mail is on its way to {EMAIL}")).to_be_visible()


def verify(phone: Page, link: str) -> None:
    phone.goto(link)
    assert urlsplit(phone.url).path == "/email"
    phone.get_by_role("button", name="This address is mine").click()
    heading(phone, "Your address is proved")
    looked_at(phone)


def sees_her_week(phone: Page) -> None:
    """A phone shows one day at a time, and her own row says so."""
    open_week(phone, WEEK)
    days = phone.get_by_role("navigation", name="Day", exact=True).get_by_role("link")
    for number in range(5):
        day = WEEK + timedelta(days=number)
        days.nth(number).click()
        expect(phone.get_by_role("columnheader").nth(1)).to_contain_text(long_date(day))
        own = phone.get_by_role("row").filter(has=phone.get_by_role("rowheader", name=re.compile(rf"^{NAME}\b.*You$")))
        halves = own.get_by_role("cell")
        expect(halves).to_have_count(2)
        for text in halves.all_inner_texts():
            assert (SHIFTS[day] in text) if day in SHIFTS else not re.search("Surgery|Duty", text), f"{long_date(day)}: {text!r}"
    looked_at(phone)


def turn_on_calendar(phone: Page, scripts: bool) -> str:
    """By the menu, as a phone shows it; gives the address that a calendar app is opened with."""
    phone.get_by_role("link", name="Menu", exact=True).click()
    phone.get_by_role("main").get_by_role("link", name="Calendar").click()
    heading(phone, "Calendar")
    phone.get_by_role("button", name="Turn on my calendar").click()
    looked_at(phone)
    web = phone.get_by_label("Address", exact=True).input_value()
    assert phone.get_by_role("link", name="Add it on this device").get_attribute("href") == re.sub("^https?:", "webcal:", web)
    return web


def has_her_shifts(server: Server, address: str) -> None:
    """What a calendar app reads at that address, without any cookie, is what she saw on the page."""
    status, headers, content = Program(server).get(urlsplit(address).path)
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    events = [event for event in calendar.walk("VEVENT") if event["DTSTART"].dt.astimezone(LONDON).date() >= WEEK]
    found = {event["DTSTART"].dt.astimezone(LONDON).date(): event for event in events}
    assert len(events) == len(found) and found.keys() == SHIFTS.keys()
    for day, word in SHIFTS.items():
        event = found[day]
        assert str(event["SUMMARY"]).startswith(word) and str(event["LOCATION"]) == "Elm Street"
        assert event["DTSTART"].dt == datetime.combine(day, time(8, 30), LONDON) and event["DTEND"].dt > event["DTSTART"].dt


def test_a_clinician_gets_in_from_the_invitation_to_the_calendar(drafted_home: Home, start: Callable[..., Server], open_page, tmp_path: Path, scripts: bool):
    with SmtpSink() as sink:
        server = start(copy_data(drafted_home.data, tmp_path / "data"), **sink.settings())
        manager = open_page(server, storage_state=drafted_home.cookies[MANAGER.username])
        publish(manager, WEEK, WEEK + timedelta(days=6))
        invite(manager)
        invitation = sink.wait_for(EMAIL)
        invitation.check()

        phone = open_page(server, **PHONE)
        sign_up(phone, invitation.link("/join/"))
        proof = sink.wait_for(EMAIL, count=2)
        proof.check()
        verify(phone, proof.link("/email/"))

        # A browser that knows nothing of the one before.
        own = open_page(server, **PHONE)
        own.goto("/sign-in")
        looked_at(own)
        fill_sign_in(own, USERNAME, PASSWORD)
        heading(own, re.compile("^Week of "))
        sees_her_week(own)
        has_her_shifts(server, turn_on_calendar(own, scripts))

        manager.goto("/clinicians")
        manager.get_by_role("link", name=NAME, exact=True).click()
        expect(manager.locator("#account-status")).to_contain_text("Accepted on")
        with closing(sqlite3.connect(server.data / "rota.db", timeout=30)) as db:
            assert db.execute(
                "SELECT a.email_verified_at IS NOT NULL, c.name FROM accounts a JOIN clinicians c ON c.account_id = a.id WHERE a.username = ?", [USERNAME]).fetchall() == [(1, NAME)]


def test_a_long_username_is_whole_on_a_phone(practice_home: Home, start: Callable[..., Server], open_page, tmp_path: Path):
    """A username may be long: the list of users shows all of it (issue 5.6)."""
    data = copy_data(practice_home.data, tmp_path / "data")
    Account("alexandra.wilhelmina.featherstonehaugh.cholmondeley.smythe", PASSWORD, "Dr Alexandra Smythe", "alexandra@elm.example", role="clinician").create(data)
    manager = open_page(start(data), storage_state=practice_home.cookies[MANAGER.username], **PHONE)
    manager.goto("/accounts")
    username = manager.get_by_role("rowheader").filter(has_text="cholmondeley.smythe").first
    assert username.evaluate("(cell) => cell.scrollWidth <= cell.clientWidth")
