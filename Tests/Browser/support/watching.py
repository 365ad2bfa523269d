"""A page and what must never happen on it unnoticed: script errors, failed requests, refused resources."""

from playwright.sync_api import Page, Response


class Watch:
    """Follows one browser page: its last document, and each complaint of the browser's."""

    def __init__(self, page: Page):
        self.page = page
        # Whether the page's own scripts may run.
        self.scripts = True
        self.document: Response | None = None
        self.complaints: list[str] = []
        page.on("response", self._saw_response)
        page.on("console", self._saw_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("requestfailed", self._saw_failure)

    def _saw_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            if not 300 <= response.status < 400:
                self.document = response
        elif response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")

    def _saw_console(self, message) -> None:
        # Chromium reports the status of each document that is not 200 as an error of its own: an answer such as 422 is meant.
        # On plain http away from this machine it says that it passes over the opener policy.
        expected = message.text.startswith(("Failed to load resource", "The Cross-Origin-Opener-Policy header has been ignored"))
        if message.type == "error" and not expected:
            self.complaints.append(f"console: {message.text}")

    def _saw_failure(self, request) -> None:
        # A navigation or a poll that the next navigation overtakes is ended by the browser itself.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure} for {request.url}")

    def html(self) -> str:
        """The bytes of the document on show as the server sent them, as text."""
        assert self.document is not None, "no page was opened yet"
        return self.document.text()

    def clear(self) -> list[str]:
        """The complaints since the last call."""
        complaints, self.complaints = self.complaints, []
        return complaints


_watches: dict[Page, Watch] = {}


def watch(page: Page) -> Watch:
    """The page's watch, made at the first call."""
    if page not in _watches:
        _watches[page] = Watch(page)
        page.on("close", lambda closed: _watches.pop(closed, None))
    return _watches[page]
