"""Visits everything that links lead to, one example of each address pattern."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from .program import rota_succeeds

LINKS = "() => Array.from(document.querySelectorAll('a[href]')).map((link) => link.href)"


def pattern(url: str) -> str:
    """The address with what names one record taken out, and any query as one: /rota/12/2026-11-23?week=2 gives /rota/:id/:date?…"""
    parts = urlsplit(url)
    return "/".join(map(_segment, parts.path.split("/"))) + ("?…" if parts.query else "")


def _segment(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return ":date"
    return ":part" if text in ("am", "pm") else ":id" if re.search(r"\d", text) else text


def crawl(page: Page, dead: list[str], start: str = "/", at_most: int = 150) -> Iterator[str]:
    """Opens page after page and gives each one's pattern while it is on show; links that lead nowhere go to `dead`."""
    waiting, seen, shown = [(start, "the start")], set(), set()
    while waiting:
        url, source = waiting.pop(0)
        if pattern(url) in seen:
            continue
        seen.add(pattern(url))
        assert len(seen) <= at_most, f"more than {at_most} address patterns: what does pattern() not see? {sorted(seen)}"
        status = open_link(page, url)
        if status >= 400:
            dead.append(f"{url}, linked from {source}, answers {status}")
        elif status and pattern(page.url) not in shown:
            shown.add(pattern(page.url))
            seen.add(pattern(page.url))
            origin = urlsplit(page.url)._replace(path="/", query="", fragment="").geturl()
            waiting += [(link, page.url) for link in page.evaluate(LINKS) if link.startswith(origin)]
            yield pattern(page.url)


def open_link(page: Page, url: str) -> int:
    """Opens an address and gives its status; 0 for a download, which leaves the page as it is, and for what is for programs."""
    try:
        response = page.goto(url)
    except Error as problem:
        if "Download is starting" not in str(problem):
            raise
        status = page.request.get(url).status
        return 0 if status == 200 else status
    if response and response.status == 200 and "text/html" not in response.headers.get("content-type", ""):
        return 0
    return response.status if response else 200


def routes_of_pages(*access: str) -> list[str]:
    """The program's own list of addresses that can be opened, by those who have such access or by anybody: /clinicians/:id and so on."""
    rows = [line.split() for line in rota_succeeds("routes").splitlines()]
    return [path for method, path, allowed in rows if method == "GET" and (not access or allowed in access)]


def route_of(path: str, routes: list[str]) -> str | None:
    """The route that answers the path; of several that fit, the one with the most words of its own."""
    fitting = [route for route in routes if re.fullmatch(re.sub(r"[:*]\w+", "[^/]+", route), path)]
    return min(fitting, key=lambda route: route.count(":"), default=None)
