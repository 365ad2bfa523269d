"""The outbox (issue 5.11): what is queued goes out once, whatever happens to the program or to the mail server; and the page that shows it."""

import json
import random
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.outbox import hurry, instant, queue, rows, states
from support.program import MANAGER, Server, copy_data
from support.smtp_sink import Certificate, SmtpSink, free_port
from support.ways import without_scripts


@pytest.fixture
def data(practice_home, tmp_path: Path) -> Path:
    return copy_data(practice_home.data, tmp_path / "mail")


def until(is_so: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def seconds_from_now(text: str) -> float:
    return (datetime.fromisoformat(text) - datetime.fromisoformat(instant())).total_seconds()


def test_what_is_queued_arrives_on_one_connection(data, start, tmp_path):
    names = queue(data, 30)
    with SmtpSink(tls="starttls", certificate=Certificate(tmp_path / "c"), username="rota@elm.example", password="kettle-harbour-9") as sink:
        server = start(data, **sink.settings())
        until(lambda: states(data) == {"sent": 30})
        assert sink.connections == 1 and len(sink.mails) == 30
        for number, mail in enumerate(sink.mails):
            mail.check()
            assert mail.message_id == f"<{names[number]}@127.0.0.1>" and mail.subject == f"Deine Schichten ändern sich № {number}"
            assert mail.message["To"].addresses[0].display_name == f"Zoë “{number}” Müller"
            assert "\r\n.\r\n..two\r\nFrom here on.\r\n" in mail.text and "Café, naïve, 上午; a line that is long" in mail.text
        lines = "".join(server.log)
        assert "person" not in lines and "kettle" not in lines, "the log names nobody"


def test_a_mail_that_opens_something_is_wiped_when_it_is_sent(data, start):
    queue(data, 1, holds_secret=1)
    queue(data, 1, start=1)
    queue(data, 1, start=2, holds_secret=1, expires_at=instant(-5))
    with SmtpSink() as sink:
        start(data, **sink.settings())
        until(lambda: states(data) == {"sent": 2, "dropped": 1})
        first, second, third = rows(data, "text", "html", "last_error")
        assert first == (None, None, None) and second[0] and third[:2] == (None, None)
        assert [mail.recipient for mail in sink.mails] == ["person0@elm.example", "person1@elm.example"]


def test_a_refusal_for_now_is_tried_again_after_a_minute_and_one_for_good_is_not(data, start):
    queue(data, 3)
    with SmtpSink(replies={"RCPT": ["451 4.7.1 Greylisted", "550 5.1.1 No such user"]}) as sink:
        start(data, **sink.settings())
        until(lambda: states(data) == {"waiting": 1, "failed": 1, "sent": 1})
        later, never, sent = rows(data, "attempts", "last_error", "next_at", "ended_at")
        assert later[:2] == (1, "While naming the recipient: The server said: 451 4.7.1 Greylisted") and 50 <= seconds_from_now(later[2]) <= 60
        assert never[:3] == (1, "While naming the recipient: The server said: 550 5.1.1 No such user", None) and never[3]
        assert sent[1] is None and sink.connections == 1, "one refused does not end the connection for the others"


def test_a_connection_that_breaks_in_a_message_costs_that_message_a_minute_and_no_other(data, start):
    queue(data, 4)
    with SmtpSink(drops_in_data=1) as sink:
        start(data, **sink.settings())
        until(lambda: states(data) == {"waiting": 1, "sent": 3})
        assert rows(data, "last_error")[0][0] == "While sending the message: The server closed the connection."
        assert sorted(mail.recipient for mail in sink.mails) == [f"person{number}@elm.example" for number in (1, 2, 3)]


def test_a_server_that_hangs_up_in_between_is_called_again_at_once(data, start):
    queue(data, 6)
    with SmtpSink(replies={"MAIL": ["250 OK", "250 OK", "421 4.7.0 Too many messages on one connection"]}, pipelining=False) as sink:
        start(data, **sink.settings())
        until(lambda: states(data) == {"sent": 6})
        assert sink.connections == 2 and len(sink.mails) == 6


def test_a_blocked_way_is_nobodys_own_fault_and_is_tried_again(data, start):
    queue(data, 5)
    port = free_port()
    sink = SmtpSink(port=port)
    server = start(data, **sink.settings())
    until(lambda: all(attempts == 1 for (attempts,) in rows(data, "attempts")))
    assert states(data) == {"waiting": 5} and "Connection refused" in rows(data, "last_error")[0][0]
    until(lambda: "stage=connecting" in "".join(server.log))


def test_kill_9_loses_nothing_and_doubles_one_message_a_kill_at_most(data):
    """200 mails, and the program killed at any moment while the sink takes them. What arrives twice is the one that was under way, with the same Message-ID."""
    names, chance = queue(data, 200), random.Random(5)
    with SmtpSink() as sink:
        settings, kills = sink.settings(), 0
        while True:
            server = Server(data, settings)
            target = len(sink.mails) + 7
            # Every other one is killed between the mail server's yes and the note of it, the worst moment there is; the others some milliseconds later.
            pause = 0 if kills % 2 else chance.uniform(0, 0.02)

            def kill(process=server.process, target=target, pause=pause) -> None:
                if len(sink.mails) == target:
                    Timer(pause, process.kill).start() if pause else process.kill()

            sink.after_taking = kill
            until(lambda: server.process.poll() is not None or states(data) == {"sent": 200})
            if server.process.poll() is None:
                server.stop()
                break
            kills += 1
        arrived = Counter(mail.message_id for mail in sink.mails)
        assert set(arrived) == {f"<{name}@127.0.0.1>" for name in names}, "each arrived"
        twice = sum(count - 1 for count in arrived.values())
        print(f"\n200 mails, {kills} kills, {twice} arrived twice", end=" ")
        # The one under way goes to the end of those that wait, where the next kill may meet it again.
        assert kills >= 12 and twice <= kills
        assert all(arrived[f"<{name}@127.0.0.1>"] <= attempts <= kills + 1 for name, (attempts,) in zip(names, rows(data, "attempts"), strict=True))


def test_a_stop_in_the_middle_of_a_message_is_prompt_and_loses_nothing(data):
    queue(data, 2)
    with SmtpSink(hangs={"ANSWER"}) as sink:
        server = Server(data, sink.settings(ROTA_SMTP_TIMEOUT="60"))
        until(lambda: len(sink.mails) == 1)
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 14
        assert states(data) == {"waiting": 2}
        sink.hangs.clear()
        hurry(data)
        server = Server(data, sink.settings())
        until(lambda: states(data) == {"sent": 2})
        server.stop()
        # The server had it, and its answer was cut off: so it came twice, as the same message.
        assert Counter(mail.recipient for mail in sink.mails) == {"person0@elm.example": 2, "person1@elm.example": 1}
        assert len({mail.message_id for mail in sink.mails}) == 2


def test_watchers_see_how_much_waits(data, start):
    queue(data, 3, created_at=instant(-7_200), next_at=instant(3_600))
    with SmtpSink() as sink:
        server = start(data, **sink.settings(ROTA_METRICS_TOKEN="a-token-of-16-or-more"))
        with urllib.request.urlopen(server.url("/readyz")) as answer:
            found = json.load(answer)
        assert found["status"] == "ok" and found["outbox"]["waiting"] == 3 and 7_200 <= found["outbox"]["oldest_seconds"] < 7_300
        request = urllib.request.Request(server.url("/metrics"), headers={"Authorization": "Bearer a-token-of-16-or-more"})
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
        assert 'rota_outbox{state="waiting"} 3\n' in text and 'rota_outbox{state="sent"} 0\n' in text and "rota_mail_worker 1\n" in text
        assert 7_200 <= float(re.search(r"^rota_outbox_oldest_seconds (\d+)$", text, re.M)[1]) < 7_300


def open_outbox(server: Server, practice_home, open_page, **options) -> Page:
    page = open_page(server, storage_state=practice_home.cookies[MANAGER.username], **options)
    page.goto("/outbox")
    return page


@without_scripts
def test_the_page_says_that_mail_is_off_and_what_to_set(manager: Page):
    manager.goto("/audit")
    manager.get_by_role("link", name="Mail", exact=True).click()
    expect(manager.get_by_role("heading", name="Mail is not set up")).to_be_visible()
    for name in ("ROTA_SMTP_HOST", "ROTA_MAIL_FROM", "ROTA_BASE_URL"):
        expect(manager.get_by_text(name)).to_be_visible()
    expect(manager.get_by_role("heading", name="No messages")).to_be_visible()
    check_page(manager)
    axe(manager)


@without_scripts
def test_a_manager_sees_what_failed_and_has_it_sent_again(data, start, practice_home, open_page):
    queue(data, 2, state="failed", attempts=6, next_at=None, ended_at=instant(), last_error="While connecting: No connection could be made: Connection refused.", holds_secret=1,
          text="https://rota.example.org/join/SECRET", html="<p>https://rota.example.org/join/SECRET</p>")
    queue(data, 1, start=2, attempts=1, next_at=instant(3_600), last_error="While naming the recipient: The server said: 451 4.7.1 Greylisted")
    queue(data, 55, start=3, state="sent", next_at=None, ended_at=instant())
    with SmtpSink() as sink:
        server = start(data, **sink.settings())
        page = open_outbox(server, practice_home, open_page)
        expect(page.get_by_text("Mail goes out by 127.0.0.1")).to_be_visible()
        page.get_by_role("link", name="Page 2").click()
        check_page(page)
        assert "SECRET" not in page.content()
        page.get_by_role("link", name="Failed (2)").click()
        row = page.get_by_role("row").filter(has_text="person0@elm.example")
        expect(row).to_contain_text("Connection refused")
        expect(row).to_contain_text("6 times")
        check_page(page)
        axe(page)
        row.get_by_role("button", name="Retry").click()
        expect(page.get_by_text("The message to person0@elm.example is tried again now.")).to_be_visible()
        assert sink.wait_for("person0@elm.example").text.strip().endswith("/join/SECRET")
        page.get_by_role("button", name="Retry the failed message").click()
        expect(page.get_by_text("2 messages are tried again now.")).to_be_visible()
        until(lambda: states(data) == {"sent": 58})
        assert rows(data, "text")[:2] == [(None,), (None,)]
        page.goto("/audit?q=person0")
        expect(page.get_by_role("row").filter(has_text="Send mail again")).to_contain_text("person0@elm.example")


@without_scripts
def test_the_page_on_a_phone(data, start, practice_home, open_page):
    queue(data, 1, to_name="Dr Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley", to_address="w" * 60 + "@" + "long." * 30 + "example", state="failed", attempts=6, next_at=None,
          ended_at=instant(), last_error="While naming the recipient: The server said: 550 5.1.1 " + "nosuchuser" * 30)
    with SmtpSink() as sink:
        page = open_outbox(start(data, **sink.settings()), practice_home, open_page, viewport={"width": 375, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        check_page(page)
        axe(page)
