"""`rota mail test` against real mail servers that behave, refuse, hang, lie and break (issue 5.10, 5.13)."""

import os
import socket
import ssl
import stat
import subprocess
import threading
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from support.program import rota
from support.smtp_sink import Certificate, SmtpSink, TokenServer, free_port

TO = "ann.moss@elm.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Certificate:
    return Certificate(tmp_path_factory.mktemp("certificate"))


def mail_test(sink: SmtpSink, to: str = TO, **settings: str) -> subprocess.CompletedProcess:
    return rota("mail", "test", to, settings=sink.settings(**settings))


def fails(done: subprocess.CompletedProcess, *words: str) -> None:
    """It failed, says why, and what to do on a line of its own."""
    assert done.returncode == 1, done.stdout + done.stderr
    for word in words:
        assert word in done.stderr, f"{word!r} is not in:\n{done.stderr}"
    assert len(done.stderr.strip().splitlines()) == 2, done.stderr


def arrives(sink: SmtpSink, done: subprocess.CompletedProcess, to: str = TO) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Sent to {to} by 127.0.0.1, port {sink.port}." in done.stdout
    assert len(sink.mails) == 1
    sink.mails[0].check()


@contextmanager
def scripted(serve):
    """A server of one connection at a time, for what aiosmtpd would never do; `serve(connection, file)` talks."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def run() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as file:
                try:
                    serve(connection, file, heard)
                except OSError:
                    pass

    threading.Thread(target=run, daemon=True).start()
    sink = SmtpSink(port=listener.getsockname()[1])
    sink.heard = heard
    try:
        yield sink
    finally:
        listener.close()


@pytest.mark.parametrize("tls", ["none", "starttls", "tls"])
@pytest.mark.parametrize("pipelining", [True, False])
def test_a_message_arrives(certificate, tls, pipelining):
    with SmtpSink(tls=tls, certificate=certificate, pipelining=pipelining) as sink:
        done = mail_test(sink)
        arrives(sink, done)
        assert ("Encrypted by TLSv1.3; the certificate is right for 127.0.0.1." in done.stdout) == (tls != "none")
        mail = sink.mails[0]
        assert mail.message["From"] == "Elm Surgery <rota@elm.example>" and mail.message["To"] == TO
        assert mail.subject == "Mail from Practice Rota arrives" and "There is nothing to do" in mail.text
        assert sink.names[-1] == "[127.0.0.1]"


def test_the_name_for_ehlo_and_the_message_id_are_the_programs_own():
    with SmtpSink() as sink:
        assert rota("mail", "test", TO, settings=sink.settings("https://rota.elm.example")).returncode == 0
        assert sink.names == ["rota.elm.example"] and sink.mails[0].message_id.endswith("@rota.elm.example>")
        assert mail_test(sink, ROTA_SMTP_HELO="pc7.elm.example").returncode == 0
        assert sink.names[-1] == "pc7.elm.example"


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_signing_in_by_password(certificate, mechanism):
    password = "Kettle ünd harbour 9"
    with SmtpSink(tls="starttls", certificate=certificate, username="rota@elm.example", password=password, mechanisms=(mechanism,)) as sink:
        done = mail_test(sink)
        arrives(sink, done)
        assert sink.signed == [mechanism] and password not in done.stdout
        wrong = mail_test(sink, ROTA_SMTP_PASSWORD="quite-another-word")
        fails(wrong, "While signing in: The server said: 535", "ROTA_SMTP_PASSWORD")
        assert "quite-another-word" not in wrong.stdout + wrong.stderr
        other = "login" if mechanism == "PLAIN" else "plain"
        fails(mail_test(sink, ROTA_SMTP_AUTH=other), f"it offers {mechanism}", "see ROTA_SMTP_AUTH")
        assert len(sink.mails) == 1


def test_a_password_is_not_sent_where_encryption_was_asked_for_and_not_offered():
    """No silent downgrade: somebody on the way may have taken STARTTLS out of the offer."""
    with SmtpSink(username="rota@elm.example", password="kettle-harbour-9") as sink:
        fails(mail_test(sink, ROTA_SMTP_SECURITY="starttls"), "does not offer STARTTLS, and nothing is sent in the clear", "ROTA_SMTP_SECURITY")
        assert not sink.signed and not sink.mails and not sink.seen
        arrives(sink, mail_test(sink, ROTA_SMTP_SECURITY="none"))


@pytest.mark.parametrize("length", [40, 3_000])
def test_signing_in_by_a_token(certificate, length):
    """XOAUTH2 with client credentials, as Microsoft 365 wants it (conventions §2.3); a long token does not fit into the command."""
    token = "t" * length
    with SmtpSink(tls="starttls", certificate=certificate, username="rota@elm.example", token=token) as sink, TokenServer(
            certificate, (200, {"token_type": "Bearer", "expires_in": 3599, "access_token": token})) as tokens:
        settings = {
            "ROTA_SMTP_USERNAME": "rota@elm.example", "ROTA_SMTP_TOKEN_URL": tokens.url, "ROTA_SMTP_CLIENT_ID": "11111111-2222", "ROTA_SMTP_CLIENT_SECRET": "s~cr&t=+/"}
        done = mail_test(sink, **settings)
        arrives(sink, done)
        assert sink.signed == ["XOAUTH2"] and token not in done.stdout + done.stderr
        assert tokens.asked == [
            "grant_type=client_credentials&client_id=11111111-2222&client_secret=s~cr%26t%3D%2B%2F&scope=https%3A%2F%2Foutlook.office365.com%2F.default"]
        sink.token = "another"
        fails(mail_test(sink, **settings), "While signing in: The server said: 535 5.7.3", ".readme/mail.md")
        assert sink.signed == ["XOAUTH2"] * 2


def test_a_token_that_is_refused(certificate):
    no = {"error": "invalid_client", "error_description": "AADSTS7000222: The provided client secret keys are expired.\r\nTrace ID: 1"}
    with SmtpSink(tls="starttls", certificate=certificate, username="rota@elm.example", token="t") as sink, TokenServer(certificate, (401, no)) as tokens:
        settings = {"ROTA_SMTP_USERNAME": "rota@elm.example", "ROTA_SMTP_TOKEN_URL": tokens.url, "ROTA_SMTP_CLIENT_ID": "c", "ROTA_SMTP_CLIENT_SECRET": "sssecret"}
        done = mail_test(sink, **settings)
        fails(done, "answered 401: invalid_client: AADSTS7000222", "ROTA_SMTP_CLIENT_SECRET")
        assert "sssecret" not in done.stdout + done.stderr and not sink.signed
        # The token's own server is believed only with a right certificate, whatever is set for the mail server.
        done = rota("mail", "test", TO, settings=sink.settings(**settings) | {"SSL_CERT_FILE": "/dev/null", "ROTA_SMTP_VERIFY": "0"})
        fails(done, "While getting a token", "certificate is not to be trusted")


@pytest.mark.parametrize(("names", "days", "trusted", "words"), [
    ("DNS:mail.other.example", 30, True, "mismatch"), ("DNS:localhost,IP:127.0.0.1", -1, True, "expired"), ("DNS:localhost,IP:127.0.0.1", 30, False, "issuer"),
])
@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_wrong_certificate_is_refused(tmp_path, tls, names, days, trusted, words):
    wrong = Certificate(tmp_path, names, days, trusted)
    with SmtpSink(tls=tls, certificate=wrong, username="rota@elm.example", password="kettle-harbour-9") as sink:
        done = mail_test(sink)
        fails(done, "While securing the connection", "the server’s certificate is not to be trusted for 127.0.0.1", words)
        assert not sink.mails and not sink.signed
        done = mail_test(sink, ROTA_SMTP_VERIFY="0")
        arrives(sink, done)
        assert "the certificate was NOT checked" in done.stdout


def test_the_certificate_is_for_the_name_that_is_set(tmp_path):
    by_name = Certificate(tmp_path, "DNS:localhost")
    with SmtpSink(tls="tls", certificate=by_name) as sink:
        assert mail_test(sink, ROTA_SMTP_HOST="localhost").returncode == 0
        fails(mail_test(sink), "mismatch")


def test_tls_before_1_2_is_refused(certificate):
    context = certificate.context
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1

    def talk(connection, file, heard):
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.sendall(b"220 hello\r\n")
            heard.append(secure.recv(1_000))

    with scripted(talk) as sink:
        sink.tls, sink.certificate = "tls", certificate
        fails(mail_test(sink), "While securing the connection: It could not be secured: TLS failed", "ROTA_SMTP_SECURITY")
        assert not sink.heard


def test_what_is_put_in_before_tls_is_not_taken(certificate):
    """CVE-2011-0411: an answer that somebody forged in the clear must not count once the conversation is encrypted."""
    with SmtpSink(tls="starttls", certificate=certificate, injects=True) as sink:
        fails(mail_test(sink), "Something was put into the conversation before it was encrypted")
        assert not sink.mails


@pytest.mark.parametrize(("stage", "doing", "remedy"), [
    ("EHLO", "greeting the server", "ROTA_SMTP_HELO"), ("STARTTLS", "securing the connection", "ROTA_SMTP_SECURITY"), ("MAIL", "naming the sender", "ROTA_MAIL_FROM"),
    ("RCPT", "naming the recipient", "See the address"), ("DATA", "beginning the message", "The server refuses the message itself"),
    ("CONTENT", "sending the message", "The server refuses the message itself"),
])
@pytest.mark.parametrize("code", ["451 4.3.0 Try later", "554 5.7.1 No\x07 way", "421 4.3.2 Shutting down"])
@pytest.mark.parametrize("pipelining", [True, False])
def test_a_refusal_is_told_with_the_servers_words(certificate, stage, doing, remedy, code, pipelining):
    """And what to do: nothing in the settings is wrong where it only said "later"."""
    if code.startswith("4") and stage != "STARTTLS":
        remedy = "Try again later"
    with SmtpSink(tls="starttls", certificate=certificate, replies={stage: code}, pipelining=pipelining) as sink:
        fails(mail_test(sink), f"While {doing}: The server said: {code.replace(chr(7), ' ')}", remedy)
        assert not sink.mails


def test_a_server_without_ehlo_is_greeted_by_helo(certificate):
    with SmtpSink(replies={"EHLO": "502 5.5.1 Unknown command"}) as sink:
        done = mail_test(sink)
        assert done.returncode == 0 and len(sink.mails) == 1, done.stderr
        assert sink.mails[0].options == []
        # Without EHLO there is no STARTTLS.
        fails(mail_test(sink, ROTA_SMTP_SECURITY="starttls"), "does not offer STARTTLS")


@pytest.mark.parametrize(("stage", "doing"), [
    ("EHLO", "greeting the server"), ("MAIL", "naming the sender"), ("RCPT", "naming the recipient"), ("DATA", "beginning the message"), ("CONTENT", "sending the message"),
])
def test_a_server_that_hangs_is_left(stage, doing):
    with SmtpSink(hangs={stage}, pipelining=False) as sink:
        began = time.monotonic()
        seconds = 5 if stage == "CONTENT" else 1
        fails(mail_test(sink, ROTA_SMTP_TIMEOUT="1"), f"While {doing}: There was no answer within {seconds} second", "Try again later")
        assert time.monotonic() - began < seconds + 15, "with a busy machine's own delays"
        assert not sink.mails or stage == "CONTENT"


def test_a_server_that_says_nothing_or_nothing_of_tls():
    def silent(connection, file, heard):
        while file.read(1_000):
            pass

    with scripted(silent) as sink:
        fails(mail_test(sink, ROTA_SMTP_TIMEOUT="1"), "While waiting for the greeting: There was no answer within 1 second", "ROTA_SMTP_SECURITY=tls")
        fails(mail_test(sink, ROTA_SMTP_TIMEOUT="1", ROTA_SMTP_SECURITY="tls"), "While securing the connection: There was no answer within 1 second")
    with SmtpSink() as sink:
        fails(mail_test(sink, ROTA_SMTP_SECURITY="tls"), "does not speak TLS there")


@pytest.mark.parametrize("answer", [
    b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220-one\r\n221 two\r\n", b"999 what\r\n", b"22\r\n", b"220" + b"x" * 5_000, b"220-more\r\n" * 100_000, b"\x00" * 10_000, b"22a no\r\n",
], ids=["http", "two codes", "999", "short", "long line", "no end", "zeros", "letters"])
def test_an_answer_that_is_none_is_not_waited_out(answer):
    def talk(connection, file, heard):
        connection.sendall(answer)
        file.read(100)

    with scripted(talk) as sink:
        began = time.monotonic()
        fails(mail_test(sink, ROTA_SMTP_TIMEOUT="60"), "While waiting for the greeting: The server’s answer")
        assert time.monotonic() - began < 20, "a minute is the deadline"


def test_a_server_that_drips_is_left_at_the_deadline():
    def drip(connection, file, heard):
        while True:
            connection.sendall(b"2")
            time.sleep(0.3)

    with scripted(drip) as sink:
        began = time.monotonic()
        fails(mail_test(sink, ROTA_SMTP_TIMEOUT="2"), "no answer within 2 seconds")
        assert time.monotonic() - began < 15, "it drips for ever"


def test_a_server_that_wants_a_message_for_nobody_gets_an_empty_one():
    """RFC 2920: DATA was pipelined, and is accepted though the recipient was not."""
    def talk(connection, file, heard):
        connection.sendall(b"220 hello\r\n")
        file.readline()
        connection.sendall(b"250-hello\r\n250 PIPELINING\r\n")
        for answer in (b"250 ok\r\n", b"550 5.1.1 nobody\r\n", b"354 go on\r\n"):
            file.readline()
            connection.sendall(answer)
        heard.append(file.readline())
        connection.sendall(b"554 5.5.1 no recipients\r\n")
        heard.append(file.readline())
        connection.sendall(b"250 forgotten\r\n")

    with scripted(talk) as sink:
        fails(mail_test(sink), "While naming the recipient: The server said: 550 5.1.1 nobody")
        assert sink.heard == [b".\r\n", b"RSET\r\n"]


def test_a_connection_that_breaks_in_the_message():
    with SmtpSink(drops_in_data=1) as sink:
        fails(mail_test(sink), "While sending the message: The server closed the connection")
        arrives(sink, mail_test(sink))


def test_nobody_there():
    sink = SmtpSink(port=free_port())
    fails(mail_test(sink), "While connecting: No connection could be made: Connection refused", "ROTA_SMTP_PORT")
    done = rota("mail", "test", TO, settings=sink.settings(ROTA_SMTP_HOST="mail.nowhere.invalid"))
    fails(done, "While connecting: The name mail.nowhere.invalid can’t be looked up: ", "ROTA_SMTP_HOST")


def test_a_message_larger_than_the_server_takes_is_not_sent():
    with SmtpSink(size_limit=500) as sink:
        fails(mail_test(sink), "the server takes 500 at the most")
        assert sink.seen == []


def test_an_address_beyond_ascii_needs_a_server_that_carries_it():
    with SmtpSink(utf8=True) as sink:
        done = mail_test(sink, to="zoë@bücher.example")
        arrives(sink, done, "zoë@bücher.example")
        assert "SMTPUTF8" in sink.mails[0].options and "BODY=8BITMIME" in sink.mails[0].options
    with SmtpSink(utf8=False) as sink:
        fails(mail_test(sink, to="zoë@bücher.example"), "has letters beyond a to z, which this mail server can’t carry")
        assert sink.seen == []


@pytest.mark.parametrize("address", ["", "ann", "a b@elm.example", "ann@elm.example\r\nRCPT TO:<eve@evil.example>", "<ann@elm.example>", "ann@elm..example", "a@b>,<c@d", "x" * 65 + "@elm.example"])
def test_what_is_no_address_goes_nowhere(address):
    with SmtpSink() as sink:
        assert mail_test(sink, to=address).returncode == 2
        assert sink.connections == 0


def test_into_a_folder(tmp_path):
    folder = tmp_path / "mail"
    settings = {"ROTA_MAIL_TRANSPORT": "file", "ROTA_MAIL_PATH": str(folder), "ROTA_MAIL_FROM": "rota@elm.example", "ROTA_BASE_URL": "https://rota.elm.example"}
    assert rota("mail", "test", TO, settings=settings).returncode == 0
    (file,) = folder.iterdir()
    assert file.suffix == ".eml" and stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert message_from_bytes(file.read_bytes(), policy=policy.strict)["To"] == TO
    settings["ROTA_MAIL_PATH"] = "/proc/nowhere"
    done = rota("mail", "test", TO, settings=settings)
    fails(done, "cannot be made", "ROTA_MAIL_PATH")


def test_into_the_log():
    settings = {"ROTA_MAIL_TRANSPORT": "log", "ROTA_MAIL_FROM": "rota@elm.example", "ROTA_BASE_URL": "https://rota.elm.example"}
    done = rota("mail", "test", TO, settings=settings)
    assert done.returncode == 0 and f"to={TO}" in done.stdout and "There is nothing to do" in done.stdout


def sendmail(tmp_path: Path, body: str) -> dict[str, str]:
    program = tmp_path / "sendmail"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o700)
    return {
        "ROTA_MAIL_TRANSPORT": "sendmail", "ROTA_MAIL_PATH": str(program), "ROTA_MAIL_FROM": "Elm <rota@elm.example>", "ROTA_BASE_URL": "https://rota.elm.example", "ROTA_SMTP_TIMEOUT": "1"}


def test_by_a_program_of_the_machine(tmp_path):
    settings = sendmail(tmp_path, f'printf "%s\\n" "$@" > {tmp_path}/words; cat > {tmp_path}/mail; head -c 100000 /dev/zero >&2')
    done = rota("mail", "test", "-oQ/tmp@elm.example", settings=settings)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "words").read_text().split() == ["-i", "-f", "rota@elm.example", "--", "-oQ/tmp@elm.example"], "no shell, and no option from an address"
    raw = (tmp_path / "mail").read_bytes()
    assert b"\r" not in raw and message_from_bytes(raw, policy=policy.strict)["From"] == "Elm <rota@elm.example>"


@pytest.mark.parametrize(("body", "words"), [
    ("cat >/dev/null; echo no room >&2; exit 75", "exited 75 (later, perhaps). It said: no room"), ("exit 67", "exited 67 (no such recipient)"),
    ("echo unread; kill -9 $$", "was ended by signal 9"), ("sleep 60", "took longer than 5 seconds and was ended"), ("exec 0<&-; sleep 1; exit 78", "exited 78 (it is set up wrongly)"),
])
def test_a_program_that_does_not_take_it(tmp_path, body, words):
    fails(rota("mail", "test", TO, settings=sendmail(tmp_path, body)), words, "ROTA_MAIL_PATH")


def test_no_program(tmp_path):
    settings = sendmail(tmp_path, "") | {"ROTA_MAIL_PATH": str(tmp_path / "nothing")}
    fails(rota("mail", "test", TO, settings=settings), "cannot be run: No such file or directory")


def test_off():
    done = rota("mail", "test", TO)
    assert done.returncode == 1 and "Mail is off. Set ROTA_SMTP_HOST" in done.stderr


def test_doctor_tries_the_mail_server_and_sends_nothing(tmp_path, certificate):
    def doctor(sink: SmtpSink, **settings: str) -> list[str]:
        done = rota("doctor", "--data", tmp_path, settings=sink.settings("https://rota.elm.example", **settings))
        return [line for line in done.stdout.splitlines() if " mail " in line]

    with SmtpSink(tls="starttls", certificate=certificate, username="rota@elm.example", password="kettle-harbour-9") as sink:
        assert doctor(sink) == [f"ok       mail          127.0.0.1, port {sink.port} is there and takes our sign-in"]
        assert doctor(sink, ROTA_SMTP_VERIFY="0")[0].startswith("warning  mail          ROTA_SMTP_VERIFY is 0")
        assert "While signing in: The server said: 535" in doctor(sink, ROTA_SMTP_PASSWORD="wrong")[0]
        assert not sink.mails and "MAIL" not in sink.seen
    sink = SmtpSink(port=free_port())
    assert doctor(sink)[0].startswith("problem  mail          While connecting")
    # A name that is not this machine's: the address is from the documentation's block, and nothing is sent there, since names without a server can't be looked up.
    lines = doctor(sink, ROTA_SMTP_HOST="mail.nowhere.invalid", ROTA_SMTP_USERNAME="a", ROTA_SMTP_PASSWORD="b")
    assert lines[0].startswith("problem  mail          ROTA_SMTP_SECURITY is none: the password and all mail cross the network in the clear")
