"""Visits everything that links lead to, one example of each address pattern."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Error, Page

LINKS = "() => Array.from(document.querySelectorAll('a[href]')).map((link) => link.href)"


def pattern(url: str) -> str:
    """The address with what names one record taken out: /clinicians/12?week=2026-11-23 gives /clinicians/:id?week."""
    parts = urlsplit(url)
    segments = [":date" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", s) else ":id" if re.search(r"\d", s) else s for s in parts.path.split("/")]
    query = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return "/".join(segments) + ("?" + "&".join(query) if query else "")


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
    """Opens an address and gives its status; 0 for a download, which leaves the page as it is."""
    try:
        response = page.goto(url)
    except Error as problem:
        if "Download is starting" not in str(problem):
            raise
        status = page.request.get(url).status
        return 0 if status == 200 else status
    return response.status if response else 200
