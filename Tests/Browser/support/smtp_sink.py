"""A mail server that keeps what it is sent, and misbehaves as a test asks: aiosmtpd on a port of this machine.

    with SmtpSink() as sink:
        server = start(data, **sink.settings())
        …
        mail = sink.wait_for("ann@elm.example")
        link = mail.link("/join/")
"""

import asyncio
import json
import re
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes, message_from_string, policy
from email.errors import NonASCIILocalPartDefect
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session, auth_mechanism

# As in `Elm Surgery <rota@elm.example>`.
SENDER = "rota@elm.example"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@dataclass
class Mail:
    """One message as it arrived."""

    sender: str
    recipient: str
    raw: bytes
    options: list[str]

    @property
    def message(self) -> EmailMessage:
        """Parsed so strictly that any defect is an error."""
        if "SMTPUTF8" in self.options:
            message = message_from_string(self.raw.decode(), policy=policy.strict.clone(utf8=True))
        else:
            message = message_from_bytes(self.raw, policy=policy.strict)
        for part in message.walk():
            assert not part.defects, part.defects
            for name, value in part.items():
                # A letter beyond ASCII before the @ is what SMTPUTF8 is for.
                defects = [defect for defect in value.defects if not ("SMTPUTF8" in self.options and isinstance(defect, NonASCIILocalPartDefect))]
                assert not defects, f"{name}: {value!r} has {defects}"
        return message

    @property
    def subject(self) -> str:
        return self.message["Subject"]

    @property
    def text(self) -> str:
        return self.message.get_body(("plain",)).get_content()

    @property
    def html(self) -> str:
        return self.message.get_body(("html",)).get_content()

    @property
    def message_id(self) -> str:
        return self.message["Message-ID"]

    def link(self, path: str) -> str:
        """The first address in the text whose path begins so."""
        found = re.search(rf"https?://[^\s/]+{re.escape(path)}\S*", self.text)
        assert found, f"no link to {path} in:\n{self.text}"
        return found[0]

    def check(self) -> None:
        """What holds for every mail of the program (RFC 5322, 2045 to 2047; conventions §2.3)."""
        message = self.message
        for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress"):
            assert len(message.get_all(name, [])) == 1, f"{name}: {message.get_all(name)}"
        assert message["Auto-Submitted"] == "auto-generated" and message["X-Auto-Response-Suppress"] == "All"
        assert message["Date"].datetime.tzinfo is not None
        assert message.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"], "text first"
        assert b"\r" not in self.raw.replace(b"\r\n", b"") and b"\n" not in self.raw.replace(b"\r\n", b""), "every line ends by CRLF"
        # An address in a header can't be cut: only that one may be longer, as RFC 5322 §2.1.1 lets it.
        assert all(len(line) <= 76 for line in self.raw.split(b"\r\n") if not line.startswith(b"List-Unsubscribe: ")), "no line is longer than 76"
        if "SMTPUTF8" not in self.options:
            assert self.raw.isascii()
        for part in message.iter_parts():
            assert part["Content-Transfer-Encoding"] == "quoted-printable" and part.get_content_charset() == "utf-8"
            assert "\ufffd" not in part.get_content()
        assert message["From"].addresses[0].addr_spec == self.sender
        assert message["To"].addresses[0].addr_spec == self.recipient


class Handler:
    """Answers as the sink is told to."""

    def __init__(self, sink: "SmtpSink"):
        self.sink = sink

    async def say(self, stage: str, fine: str = "250 OK") -> str:
        self.sink.seen.append(stage)
        if stage in self.sink.hangs:
            await asyncio.sleep(30)
        replies = self.sink.replies.get(stage)
        if isinstance(replies, list):
            return replies.pop(0) if replies else fine
        return replies or fine

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]) -> list[str]:
        session.host_name = hostname
        self.sink.names.append(hostname)
        if self.sink.pipelining:
            responses.insert(1, "250-PIPELINING")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:
        answer = await self.say("MAIL")
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        answer = await self.say("RCPT")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope) -> str:
        answer = await self.say("CONTENT", "250 2.0.0 Ok: queued as 4XyZ")
        if answer.startswith("2"):
            self.sink.keep(Mail(envelope.mail_from, envelope.rcpt_tos[0], envelope.original_content, envelope.mail_options))
            if self.sink.after_taking:
                self.sink.after_taking()
            if "ANSWER" in self.sink.hangs:
                await asyncio.sleep(30)
        return answer

    @auth_mechanism("XOAUTH2")
    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        self.sink.signed.append("XOAUTH2")
        given = await server.challenge_auth("") if len(args) == 1 else _decoded(args[1])
        user, token, *_ = bytes(given).split(b"\x01")
        if (user, token) == (f"user={self.sink.username}".encode(), f"auth=Bearer {self.sink.token}".encode()):
            return AuthResult(success=True, auth_data=b"ok")
        # As Microsoft 365 does: why it is no, and the no itself after an empty answer.
        why = json.dumps({"status": "401", "schemes": "bearer", "scope": "https://outlook.office365.com/"})
        empty = await server.challenge_auth(why)
        assert empty == b"", empty
        await server.push("535 5.7.3 Authentication unsuccessful")
        return AuthResult(success=False, handled=True)


def _decoded(text: str) -> bytes:
    from base64 import b64decode
    return b64decode(text)


class Smtp(SMTP):
    """aiosmtpd's server, with faults between its commands."""

    line_length_limit = 12_288
    sink: "SmtpSink"

    async def smtp_DATA(self, arg: str) -> None:
        sink = self.event_handler.sink
        sink.seen.append("DATA")
        if "DATA" in sink.hangs:
            await asyncio.sleep(30)
        if answer := sink.replies.get("DATA"):
            await self.push(answer)
            return
        if sink.drops_in_data:
            sink.drops_in_data -= 1
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.read(40)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)

    async def smtp_EHLO(self, hostname: str) -> None:
        sink = self.event_handler.sink
        if "EHLO" in sink.hangs:
            await asyncio.sleep(30)
        if answer := sink.replies.get("EHLO"):
            await self.push(answer)
            return
        await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        sink = self.event_handler.sink
        if sink.injects:
            # One write: the forged answer lies in the client's buffer when the handshake begins (CVE-2011-0411).
            self._writer.write(b"220 Ready to start TLS\r\n250 injected before TLS\r\n")
            await self._writer.drain()
            await asyncio.sleep(0.5)
            self.transport.abort()
            return
        if answer := sink.replies.get("STARTTLS"):
            await self.push(answer)
            return
        await super().smtp_STARTTLS(arg)


class _Controller(Controller):
    def __init__(self, sink: "SmtpSink", **options):
        self.sink = sink
        super().__init__(Handler(sink), hostname="127.0.0.1", port=sink.port, **options)

    def factory(self) -> SMTP:
        self.sink.connections += 1
        return Smtp(self.handler, **self.SMTP_kwargs)


@dataclass
class SmtpSink:
    """What it does is changed by its fields, also while it runs. `replies` has a reply for a stage (EHLO, STARTTLS, MAIL, RCPT, DATA, CONTENT), or a list of
    replies that are used up; `hangs` names stages that are not answered (ANSWER: the message is kept, and its answer does not come)."""

    port: int = field(default_factory=free_port)
    tls: str = "none"  # none, starttls or tls
    certificate: "Certificate | None" = None
    username: str = ""
    password: str = ""
    token: str = ""
    mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN", "XOAUTH2")
    pipelining: bool = True
    utf8: bool = True
    size_limit: int = 33_554_432
    replies: dict = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    drops_in_data: int = 0
    injects: bool = False
    after_taking: object = None
    mails: list[Mail] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    connections: int = 0

    host = "127.0.0.1"

    def __enter__(self) -> "SmtpSink":
        # How many connections are counted from here on: the controller makes one itself, to see that it listens.
        options = dict(
            enable_SMTPUTF8=self.utf8, data_size_limit=self.size_limit, auth_exclude_mechanism=[name for name in ("PLAIN", "LOGIN", "XOAUTH2") if name not in self.mechanisms],
            auth_required=bool(self.username), auth_require_tls=False, authenticator=self._authenticate if self.username else None)
        if self.tls == "starttls":
            options |= dict(tls_context=self.certificate.context, require_starttls=False)
        elif self.tls == "tls":
            options |= dict(ssl_context=self.certificate.context)
        self._controller = _Controller(self, **options)
        self._controller.start()
        self.connections = 0
        return self

    def __exit__(self, *_) -> None:
        self._controller.stop(no_assert=True)

    def _authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        self.signed.append(mechanism)
        fits = (data.login, data.password) == (self.username.encode(), self.password.encode())
        return AuthResult(success=fits, handled=False, auth_data=data)

    def keep(self, mail: Mail) -> None:
        self.mails.append(mail)

    def settings(self, base: str | None = None, **more: str) -> dict[str, str]:
        """The program's settings for mail by this server. The base is a free port's, where `Server` then listens."""
        settings = {
            "ROTA_SMTP_HOST": "127.0.0.1", "ROTA_SMTP_PORT": str(self.port), "ROTA_SMTP_SECURITY": self.tls,
            "ROTA_MAIL_FROM": f"Elm Surgery <{SENDER}>", "ROTA_BASE_URL": base or f"http://127.0.0.1:{free_port()}", "ROTA_SMTP_TIMEOUT": "5"}
        if self.username and not self.token:
            settings |= {"ROTA_SMTP_USERNAME": self.username, "ROTA_SMTP_PASSWORD": self.password}
        if self.certificate:
            settings["SSL_CERT_FILE"] = str(self.certificate.authority)
        return settings | more

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in list(self.mails) if mail.recipient == address]

    def wait_for(self, address: str, count: int = 1, seconds: float = 20) -> Mail:
        """The last of so many mails to the address."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if len(found := self.to(address)) >= count:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"{len(self.to(address))} of {count} mails to {address} came within {seconds} s; others: {[mail.recipient for mail in self.mails]}")


class Certificate:
    """An authority of a test's own, and a server's certificate by it."""

    def __init__(self, folder: Path, names: str = "DNS:localhost,IP:127.0.0.1", days: int = 30, trusted: bool = True):
        folder.mkdir(parents=True, exist_ok=True)
        self.authority, self.chain, self.key = folder / "authority.crt", folder / "server.crt", folder / "server.key"
        authority_key, request, extensions = folder / "authority.key", folder / "server.csr", folder / "server.ext"
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._run("req", "-x509", *curve, "-days", "30", "-subj", "/CN=Test authority", "-keyout", authority_key, "-out", self.authority)
        self._run("req", *curve, "-subj", "/CN=mail.test", "-keyout", self.key, "-out", request)
        extensions.write_text(f"subjectAltName={names}\n")
        # Expired: begun and ended in the past.
        span = ["-days", str(days)] if days > 0 else ["-not_before", "20200101000000Z", "-not_after", "20200201000000Z"]
        if days > 0:
            self._run("x509", "-req", "-in", request, "-CA", self.authority, "-CAkey", authority_key, "-CAcreateserial", "-extfile", extensions, "-out", self.chain, *span)
        else:
            self._sign_expired(folder, request, authority_key, extensions)
        if not trusted:
            self._run("req", "-x509", *curve, "-days", "30", "-subj", "/CN=Another authority", "-keyout", folder / "other.key", "-out", self.authority)

    def _sign_expired(self, folder: Path, request: Path, key: Path, extensions: Path) -> None:
        (folder / "index.txt").write_text("")
        (folder / "serial").write_text("01\n")
        config = folder / "ca.cnf"
        config.write_text(f"[ca]\ndefault_ca=own\n[own]\nnew_certs_dir={folder}\ndatabase={folder}/index.txt\nserial={folder}/serial\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n")
        self._run("ca", "-batch", "-config", config, "-in", request, "-cert", self.authority, "-keyfile", key, "-extfile", extensions, "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-out", self.chain, "-notext")

    @staticmethod
    def _run(*words) -> None:
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context


class TokenServer:
    """An OAuth token endpoint over https, as Microsoft 365 has one: `answers` are given in turn, the last for ever."""

    def __init__(self, certificate: Certificate, *answers: tuple[int, dict]):
        self.answers, self.asked = list(answers), []
        outer = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                status, content = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for part in (body[:20], body[20:]):
                    self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
                self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_) -> None:
                pass

        Answer.protocol_version = "HTTP/1.1"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.socket = certificate.context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_address[1]}/tenant/oauth2/v2.0/token"

    def __enter__(self) -> "TokenServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()
