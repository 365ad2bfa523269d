"""A browser without a picture: pages and forms over plain HTTP, for tests that write fast and may lose their server at any moment."""

import uuid
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from .program import Account


class _Forms(HTMLParser):
    """The forms of a page: where each goes, and what it says unless somebody types something else."""

    def __init__(self, text: str):
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = dict(attributes)
        if tag == "form":
            self.forms.append((given.get("action") or "", {}))
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and self.forms and "selected" in given:
            self.forms[-1][1][self.select] = given.get("value", "")
        elif tag == "input" and self.forms and given.get("name"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.forms[-1][1][given["name"]] = given.get("value", "")


class Client:
    """Somebody at a server: keeps cookies and the connection. Every call may raise OSError or HTTPException when the server dies."""

    def __init__(self, address: str, cookies: dict[str, str] | None = None):
        self.host = urlsplit(address).netloc
        self.cookies = dict(cookies or {})
        self.connection = HTTPConnection(self.host, timeout=60)
        self.csrf = ""

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """The answer's status, the address that it leads to, and its text."""
        body = None if fields is None else urlencode(fields)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": f"http://{self.host}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def get(self, path: str) -> str:
        status, _, text = self.send("GET", path)
        assert status == 200, f"GET {path}: {status}\n{text}"
        return text

    def fields(self, path: str, action: str) -> dict[str, str]:
        """What the page's form that goes to that address says, unless somebody types something else."""
        forms = _Forms(self.get(path)).forms
        fields = next((fields for target, fields in forms if target == action), None)
        assert fields is not None, f"{path} has no form for {action}: {[target for target, _ in forms]}"
        return fields

    def submit(self, path: str, action: str, **answers: str) -> str:
        """Fills in the page's form that goes to that address, sends it, and gives the address that it leads to."""
        status, location, text = self.send("POST", action, self.fields(path, action) | answers)
        assert status == 303, f"POST {action}: {status}\n{text}"
        return location

    def sign_in(self, account: Account) -> "Client":
        self.submit("/sign-in", "/sign-in", username=account.username, password=account.password)
        return self

    def add_clinician(self, name: str) -> int:
        """Acknowledged once this returns."""
        return int(self.submit("/clinicians/new", "/clinicians", name=name).split("/")[2])

    def post_clinician(self, name: str) -> tuple[int, str, str]:
        """The same without opening the form each time, and whatever the answer."""
        self.csrf = self.csrf or self.fields("/clinicians/new", "/clinicians")["csrf"]
        return self.send("POST", "/clinicians", {"csrf": self.csrf, "once": uuid.uuid4().hex, "name": name, "active": "yes"})
