"""TLS by the program itself: https in a browser, a plain door that sends pages on, and certificates renewed while it runs."""

import http.client
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from support.pages import sign_in
from support.program import MANAGER, Server


class Certificate:
    """A certificate for rota.test with its key, which can be made anew in the same files."""

    def __init__(self, folder: Path):
        self.chain, self.key = folder / "rota.crt", folder / "rota.key"
        self.renew()

    def renew(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=rota.test",
             "-addext", "subjectAltName=DNS:rota.test,IP:127.0.0.1", "-keyout", self.key, "-out", self.chain], check=True, capture_output=True)

    @property
    def text(self) -> str:
        return self.chain.read_text()


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def settings(certificate: Certificate, port: int = 0) -> dict[str, str]:
    return {"ROTA_LISTEN_TLS": f"127.0.0.1:{port}", "ROTA_TLS_CERTIFICATE": str(certificate.chain), "ROTA_TLS_KEY": str(certificate.key)}


def port_of(server: Server) -> int:
    return urlsplit(server.address).port


def connect(server: Server, certificate: Certificate) -> http.client.HTTPSConnection:
    """Trusts this certificate only."""
    trust = ssl.create_default_context(cadata=certificate.text)
    return http.client.HTTPSConnection("127.0.0.1", port_of(server), timeout=30, context=trust)


def status(connection: http.client.HTTPConnection, method: str, path: str, **fields: str) -> http.client.HTTPResponse:
    connection.request(method, path, headers=fields)
    response = connection.getresponse()
    response.read()
    return response


def await_log(server: Server, words: str) -> None:
    end = time.monotonic() + 20
    while not any(words in line for line in server.log):
        assert time.monotonic() < end, f"no “{words}” in the log:\n{''.join(server.log)}"
        time.sleep(0.02)


def test_somebody_signs_in_by_https(browser: Browser, start, certificate, tmp_path):
    MANAGER.create(tmp_path / "data")
    server = start(tmp_path / "data", **settings(certificate))
    assert server.address.startswith("https://")
    with browser.new_context(base_url=server.address, ignore_https_errors=True) as context:
        page = context.new_page()
        sign_in(page, MANAGER)
        cookies = context.cookies()
        assert cookies and all(cookie["secure"] for cookie in cookies)
        assert page.reload().header_value("strict-transport-security") == "max-age=31536000; includeSubDomains"


def test_the_plain_door_sends_pages_on_and_takes_no_forms(browser: Browser, start, certificate, tmp_path):
    MANAGER.create(tmp_path / "data")
    port, plain = free_port(), free_port()
    address = f"https://127.0.0.1:{port}"
    start(tmp_path / "data", **settings(certificate, port), ROTA_BASE_URL=address, ROTA_REDIRECT=f"127.0.0.1:{plain}")
    with browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{plain}/sign-in")
        expect(page).to_have_url(f"{address}/sign-in")
    for method, wanted in [("POST", (403, None)), ("GET", (308, f"{address}/sign-in")), ("HEAD", (308, f"{address}/sign-in"))]:
        answer = status(http.client.HTTPConnection("127.0.0.1", plain, timeout=30), method, "/sign-in")
        assert (answer.status, answer.getheader("Location")) == wanted, method


def test_certificates_are_renewed_under_open_connections(start, certificate):
    server = start(**settings(certificate))
    before = connect(server, certificate)
    assert status(before, "GET", "/healthz").status == 200
    certificate.renew()
    server.process.send_signal(signal.SIGHUP)
    await_log(server, "certificates read anew")
    assert before.sock is not None, "the server closed the connection"
    kept = before.sock
    assert status(before, "GET", "/healthz").status == 200
    assert before.sock is kept
    assert status(connect(server, certificate), "GET", "/healthz").status == 200


def test_a_bad_renewal_changes_nothing_and_is_told(start, certificate):
    server = start(**settings(certificate))
    good = certificate.text
    certificate.key.write_text("not a key\n")
    server.process.send_signal(signal.SIGHUP)
    await_log(server, "rota.key holds no private key in PEM form")
    assert certificate.text == good
    assert status(connect(server, certificate), "GET", "/healthz").status == 200
