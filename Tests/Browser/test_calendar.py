"""A clinician's calendar: the pages, and the file as calendars read it, through both changes of the clocks (issue 5.16, conventions §2.1)."""

import sqlite3
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.client import Client
from support.pages import heading
from support.program import CLINICIAN, Server, copy_data
from support.ways import without_scripts
from test_api import Program

LONDON = ZoneInfo("Europe/London")
HOURS = {"am": (time(8, 30), time(12, 30)), "pm": (time(14), time(18)), "full": (time(8, 30), time(18))}
SPANS = ["full", "am", "pm"]


def clock_changes(first: date, last: date) -> list[date]:
    """The last Sundays of March and October in these dates."""
    sundays = [date(year, month, 31) - timedelta(days=(date(year, month, 31).weekday() + 1) % 7) for year in range(first.year, last.year + 1) for month in (3, 10)]
    return [day for day in sundays if first <= day <= last]


def link(data: Path) -> int:
    """Makes the clinician's account Dr Bethan Price's; gives her id."""
    with sqlite3.connect(data / "rota.db") as db:
        db.execute("UPDATE clinicians SET account_id = (SELECT id FROM accounts WHERE username = ?) WHERE code = 'bethan-price'", [CLINICIAN.username])
        return db.execute("SELECT id FROM clinicians WHERE code = 'bethan-price'").fetchone()[0]


def publish(data: Path, clinician: int, first: date, last: date) -> None:
    """A version of these dates with a shift of hers on each, of all spans and kinds in turn, and leave with reasons."""
    with sqlite3.connect(data / "rota.db") as db:
        db.execute("UPDATE locations SET name = 'Tŷ Gwyn Surgery, the long name; beside the library of the town of Aberystwyth' WHERE id = 1")
        db.execute("INSERT INTO publications (id, first_on, last_on, published_at, published_by) VALUES (9, ?, ?, '2026-10-01T09:00:00Z', 'M')", [first.isoformat(), last.isoformat()])
        for number in range((last - first).days + 1):
            day = (first + timedelta(days=number)).isoformat()
            db.execute("INSERT INTO publication_days (publication_id, date) VALUES (9, ?)", [day])
            db.execute("INSERT INTO published_days (date, publication_id) VALUES (?, 9)", [day])
            db.execute(
                "INSERT INTO publication_shifts (publication_id, date, clinician_id, span, kind, location_id, pinned) VALUES (9, ?, ?, ?, ?, 1, 0)",
                [day, clinician, SPANS[number % 3], "duty" if number % 4 == 0 else "standard"])
        for part in ("full", "pm"):
            db.execute(
                "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status, note) VALUES (?, ?, ?, ?, 'sick', 'approved', 'Operation')",
                [clinician, (last - timedelta(days=9)).isoformat(), (last - timedelta(days=6)).isoformat(), part])


@pytest.fixture
def linked(practice_home, start, tmp_path: Path) -> Server:
    """A program where the clinician's account is Dr Bethan Price's."""
    data = copy_data(practice_home.data, tmp_path / "linked")
    link(data)
    return start(data)


def turn_on(server: Server) -> str:
    """The path of the clinician's calendar."""
    client = Client(server.address).sign_in(CLINICIAN)
    assert client.submit("/calendar", "/calendar") == "/calendar"
    return urlsplit(client.get("/calendar").split('id="address"')[1].split('value="')[1].split('"')[0]).path


def test_the_calendar_is_the_database_through_both_clock_changes(practice_home, start, tmp_path: Path):
    data, today = copy_data(practice_home.data, tmp_path / "data"), datetime.now(LONDON).date()
    first, last = today - timedelta(days=30), today + timedelta(days=365)
    clinician = link(data)
    publish(data, clinician, first - timedelta(days=3), last + timedelta(days=3))
    changes = clock_changes(first, last)
    assert {day.month for day in changes} == {3, 10}
    server = start(data)
    status, headers, content = Program(server).get(turn_on(server))
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    check_bytes(content)
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    with sqlite3.connect(data / "rota.db") as db:
        rows = db.execute(
            "SELECT date, span, kind FROM publication_shifts WHERE clinician_id = ? AND date BETWEEN ? AND ?", [clinician, first.isoformat(), last.isoformat()]).fetchall()
    wanted = set()
    for day, span, kind in rows:
        begin, end = (datetime.combine(date.fromisoformat(day), clock, LONDON).astimezone(ZoneInfo("UTC")) for clock in HOURS[span])
        wanted.add((begin, end, "Duty doctor" if kind == "duty" else "Surgery"))
    found = set()
    events = recurring_ical_events.of(calendar).between(first - timedelta(days=2), last + timedelta(days=3))
    for event in events:
        assert event["CLASS"] == "PRIVATE"
        if event["SUMMARY"] == "Leave":
            continue
        found.add((event["DTSTART"].dt.astimezone(ZoneInfo("UTC")), event["DTEND"].dt.astimezone(ZoneInfo("UTC")), str(event["SUMMARY"])))
        assert event["LOCATION"] == "Tŷ Gwyn Surgery, the long name; beside the library of the town of Aberystwyth"
    assert found == wanted and len(wanted) == 396
    for change in changes:
        near = [event["DTSTART"].dt for event in events if event["SUMMARY"] != "Leave" and abs((event["DTSTART"].dt.date() - change).days) <= 1]
        assert {start.time() for start in near} <= {time(8, 30), time(14)} and len({start.utcoffset() for start in near}) == 2, change
    leave = [event for event in events if event["SUMMARY"] == "Leave"]
    whole = [(event["DTSTART"].dt, event["DTEND"].dt) for event in leave if not isinstance(event["DTSTART"].dt, datetime)]
    assert whole == [(last - timedelta(days=6), last - timedelta(days=2))]
    assert len(leave) == 5 and b"sick" not in content and b"Operation" not in content
    identities = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(identities) == len(set(identities))


def check_bytes(content: bytes) -> None:
    """CRLF ends every line; none is longer than 75 octets or cuts a character in two."""
    assert content.endswith(b"END:VCALENDAR\r\n") and content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    folded = 0
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
        folded += line.startswith(b" ")
    assert folded > 100


def test_a_clinician_turns_it_on_changes_it_and_turns_it_off(linked: Server, open_page):
    page = open_page(linked)
    page.goto("/sign-in?next=/calendar")
    page.get_by_label("Username or email").fill(CLINICIAN.username)
    page.get_by_label("Password", exact=True).fill(CLINICIAN.password)
    page.get_by_role("button", name="Sign in").click()
    heading(page, "Calendar")
    look(page)
    page.get_by_role("button", name="Turn on my calendar").click()
    address = page.get_by_label("Address", exact=True)
    first = address.input_value()
    assert first.startswith(f"{linked.address}/cal/") and first.endswith(".ics")
    assert page.get_by_role("link", name="Add it on this device").get_attribute("href") == "webcal" + first.removeprefix("http")
    look(page)
    assert Program(linked).get(urlsplit(first).path)[0] == 200
    page.goto("/calendar")
    expect(address).to_have_count(0)
    look(page)
    page.get_by_role("button", name="Make a new address").click()
    second = address.input_value()
    assert [Program(linked).get(urlsplit(path).path)[0] for path in (first, second)] == [404, 200]
    page.get_by_role("button", name="Turn off my calendar").click()
    expect(page.get_by_role("button", name="Turn on my calendar")).to_be_visible()
    assert Program(linked).get(urlsplit(second).path)[0] == 404
    page.goto("/rota")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Calendar")).to_have_count(1)
    assert not any(urlsplit(path).path.removeprefix("/cal/").removesuffix(".ics") in line for path in (first, second) for line in linked.log)


def look(page: Page) -> None:
    """Both look at every width, from a phone's to a desk's."""
    check_page(page)
    axe(page)


@without_scripts
def test_who_is_nobodys_clinician_is_told_what_to_do(clinician: Page):
    clinician.goto("/calendar")
    expect(clinician.get_by_text("Your account is not linked to a clinician")).to_be_visible()
    look(clinician)


def test_a_calendar_is_asked_for_cheaply(linked: Server):
    path, program = turn_on(linked), Program(linked)
    status, headers, content = program.get(path)
    assert status == 200 and headers["cache-control"] == "private, max-age=300" and headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex" and "set-cookie" not in headers
    for known in ({"If-None-Match": headers["etag"]}, {"If-Modified-Since": headers["last-modified"]}):
        for method in ("GET", "HEAD"):
            again, answer, body = program.get(path, method=method, **known)
            assert (again, body, answer["etag"]) == (304, b"", headers["etag"])
    status, answer, body = program.get(path, method="HEAD")
    assert (status, body, int(answer["content-length"])) == (200, b"", len(content))
