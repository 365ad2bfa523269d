"""A browser without a picture: pages and forms over plain HTTP, for tests that write fast and may lose their server at any moment."""

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

    def __init__(self, address: str):
        self.host = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}
        self.connection = HTTPConnection(self.host, timeout=20)

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
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
        status, _, text = self._send("GET", path)
        assert status == 200, f"GET {path}: {status}"
        return text

    def submit(self, path: str, action: str, **answers: str) -> str:
        """Fills in the page's form that goes to that address, sends it, and gives the address that it leads to."""
        forms = _Forms(self.get(path)).forms
        fields = next((fields for target, fields in forms if target == action), None)
        assert fields is not None, f"{path} has no form for {action}: {[target for target, _ in forms]}"
        status, location, text = self._send("POST", action, urlencode(fields | answers))
        assert status == 303, f"POST {action}: {status}\n{text}"
        return location

    def sign_in(self, account: Account) -> "Client":
        self.submit("/sign-in", "/sign-in", username=account.username, password=account.password)
        return self

    def add_clinician(self, name: str) -> int:
        """Acknowledged once this returns."""
        return int(self.submit("/clinicians/new", "/clinicians", name=name).split("/")[2])
