"""The mail that a program writes into a folder (`ROTA_MAIL_TRANSPORT=file`), and the links in it."""

import re
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from .smtp_sink import free_port


class Mailbox:
    """A folder of sent mail."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.base = f"http://127.0.0.1:{free_port()}"
        folder.mkdir(exist_ok=True)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "ROTA_MAIL_TRANSPORT": "file", "ROTA_MAIL_PATH": str(self.folder), "ROTA_MAIL_FROM": "Elm Surgery <rota@elm.example>", "ROTA_BASE_URL": self.base}

    def messages(self) -> list[EmailMessage]:
        files = sorted(self.folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]

    def wait(self, subject: str, to: str, count: int = 1) -> EmailMessage:
        """The latest mail of this subject to this address, once there are so many."""
        end = time.monotonic() + 15
        while time.monotonic() < end:
            found = [message for message in self.messages() if message["Subject"] == subject and to in message["To"]]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no {subject} to {to}: {[(message['Subject'], message['To']) for message in self.messages()]}")

    def link(self, subject: str, to: str, count: int = 1) -> str:
        """The path that the mail's one link with a token leads to."""
        text = self.wait(subject, to, count).get_body(("plain",)).get_content()
        return re.search(rf"{re.escape(self.base)}(/[a-z-]+/[A-Za-z0-9_-]{{43}})", text)[1]
