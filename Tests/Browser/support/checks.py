"""What every page must be, whatever it shows: axe-core's rules and our own."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import html5lib
from axe_playwright_python.base import AXE_FILE_PATH
from html5lib.html5parser import ParseError
from playwright.sync_api import CDPSession, Error, Page

from . import contrast, seen
from .watching import watch

WIDTHS = {320: 720, 768: 1024, 1280: 800}
AXE = Path(AXE_FILE_PATH).read_text()
# None of these rules reads style sheets as text, which `preload` would fetch and parse anew each time; contrast.py asks about contrast.
AXE_OPTIONS = {
    "preload": False, "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}, "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}}}
AXE_RUN = """(options) => axe.run(document, options).then((results) => results.violations.map((violation) =>
  `${violation.id}: ${violation.help}: ` + violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} (${node.html.slice(0, 120)})`).join("; ")))"""

# Gathered in one call, and without timers or promises, so that it also runs where the page's scripts may not.
FACTS = """() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const text = (element) => (element ? element.textContent.replace(/\\s+/g, " ").trim() : "");
  const name = (field) => field.getAttribute("aria-label") || field.getAttribute("aria-labelledby")
    || Array.from(field.labels || []).map(text).join(" ");
  const first = document.body.querySelector("a, button, input, select, textarea, summary, [tabindex]");
  return {
    title: document.title,
    lang: document.documentElement.lang,
    h1: all("h1").map(text),
    first: first ? first.outerHTML : "",
    firstTarget: Boolean(first && first.hash && document.querySelector("main" + first.hash)),
    ids: all("[id]").map((element) => element.id),
    deadLabels: all("label[for]").filter((label) => !document.getElementById(label.htmlFor)).map((label) => label.outerHTML),
    deadReferences: all("[aria-describedby], [aria-labelledby]").flatMap((element) =>
      ["aria-describedby", "aria-labelledby"].flatMap((name) => (element.getAttribute(name) || "").split(/\\s+/))
        .filter((id) => id && !document.getElementById(id))),
    deadAnchors: all("a[href^='#']").filter((link) => link.hash.length > 1 && !document.getElementById(link.hash.slice(1)))
      .map((link) => link.outerHTML),
    unnamed: all("input:not([type=hidden]), select, textarea")
      .filter((field) => !name(field).trim()).map((field) => field.outerHTML),
    inline: all("style, script:not([src]), [style]:not([style=''])").map((element) => element.outerHTML.slice(0, 120))
      .concat(all("*").filter((element) => Array.from(element.attributes).some((a) => /^on/.test(a.name)))
        .map((element) => element.outerHTML.slice(0, 120))),
    summary: Boolean(document.querySelector(".error-summary")),
    required: all("[required]").map((field) => field.outerHTML),
    emptyCells: all("td, th").filter((cell) => !text(cell) && !cell.querySelector("input, button, img, svg, select")).length,
    uncaptioned: all("table").filter((table) => !text(table.caption)).length,
  };
}"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = Array.from(document.body.querySelectorAll("*"))
    .filter((element) => element.getBoundingClientRect().right > width + 0.5);
  return wide.slice(0, 4).map((element) => element.outerHTML.slice(0, 100))
    .concat(`page is ${document.documentElement.scrollWidth} wide`);
}"""


def check_page(page: Page, *, error: bool = False) -> None:
    """Our own rules for the page on show. With `error`, it must be a form that came back with its problems."""
    problems = own_problems(page, error=error)
    assert not problems, f"{page.url} ({page.title()}):\n  " + "\n  ".join(problems)


def look(page: Page, script: str):
    """Asks the page on show, once it is there whole; once more if a click's page was only on its way and took the question's place."""
    page.wait_for_load_state()
    try:
        return page.evaluate(script)
    except Error as problem:
        # A page that has only begun has no body yet.
        if "Execution context was destroyed" not in str(problem) and "of null" not in str(problem):
            raise
        page.wait_for_load_state()
        return page.evaluate(script)


def all_problems(page: Page) -> list[str]:
    """Our own rules and axe-core's."""
    return document_problems(page, error=False) + width_problems(page, overflow_at, axe_at)


def own_problems(page: Page, *, error: bool = False) -> list[str]:
    return document_problems(page, error=error) + width_problems(page, overflow_at)


def document_problems(page: Page, *, error: bool) -> list[str]:
    facts = look(page, FACTS)
    problems = list(watch(page).clear())
    add = problems.append
    if len(facts["h1"]) != 1 or not facts["h1"][0]:
        add(f"needs exactly one h1, has {facts['h1']}")
    if not facts["title"].strip():
        add("has no title")
    if error != facts["title"].startswith("Error: "):
        add(f"title of {'a form with problems' if error else 'a page without problems'}: {facts['title']!r}")
    if error != facts["summary"]:
        add("error summary missing" if error else "error summary on a page without problems")
    if facts["lang"] != "en-GB":
        add(f"lang is {facts['lang']!r}")
    if "skip" not in facts["first"].lower() or not facts["firstTarget"]:
        add(f"the skip link to main must come first, not {facts['first'][:100]}")
    problems += [f"id {name!r} is used {count} times" for name, count in Counter(facts["ids"]).items() if count > 1]
    for key, words in {
        "deadLabels": "label for nothing", "deadReferences": "aria reference to nothing", "deadAnchors": "link to nothing on the page",
        "unnamed": "field without a name", "inline": "inline style or script", "required": "field with `required`",
    }.items():
        problems += [f"{words}: {value}" for value in facts[key]]
    if facts["emptyCells"]:
        add(f"{facts['emptyCells']} empty table cells")
    if facts["uncaptioned"]:
        add(f"{facts['uncaptioned']} tables without a caption")
    return problems + markup_problems(watch(page).html()) + header_problems(page)


def markup_problems(html: str) -> list[str]:
    """What a strict HTML parser says to the bytes as sent."""
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except ParseError as problem:
        return [f"HTML: {problem}"]
    return []


def header_problems(page: Page) -> list[str]:
    headers = watch(page).document.headers
    policy = headers.get("content-security-policy", "")
    wanted = {
        "content-type": "text/html; charset=utf-8", "x-content-type-options": "nosniff",
    }
    problems = [f"{name} is {headers.get(name)!r}" for name, value in wanted.items() if headers.get(name, "").lower() != value]
    if "default-src 'none'" not in policy or "unsafe" in policy:
        problems.append(f"content-security-policy is {policy!r}")
    if "referrer-policy" not in headers:
        problems.append("no referrer-policy")
    return problems


def overflow_at(page: Page, width: int) -> list[str]:
    """The page itself never scrolls sideways; a wide table scrolls in its own box."""
    return [f"too wide at {width}: {what}" for what in page.evaluate(OVERFLOW)]


def axe_at(page: Page, width: int) -> list[str]:
    """What axe-core, which the page must have already, says of the document as it looks now."""
    return [f"axe at {width}, {what}" for what in page.evaluate(AXE_RUN, AXE_OPTIONS) + contrast.findings(page)]


def width_problems(page: Page, *finders: Callable[[Page, int], list[str]]) -> list[str]:
    """What they find, with the window at each width. None is asked again about a document in which it found nothing."""
    marks = {finder: seen.mark(page, finder.__name__) for finder in finders}
    wanted = [finder for finder, mark in marks.items() if not mark.exists()]
    if not wanted:
        return []
    before, problems = page.viewport_size, []
    with scripts_allowed(page) as devtools:
        if axe_at in wanted:
            # Half a megabyte, which page.evaluate() would wrap and carry about twice as long.
            devtools.send("Runtime.evaluate", {"expression": AXE})
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            problems += [problem for finder in wanted for problem in finder(page, width)]
    page.set_viewport_size(before)
    if not problems:
        for finder in wanted:
            marks[finder].touch()
    return problems


def axe(page: Page) -> None:
    """axe-core finds nothing on the page on show, at each width."""
    problems = axe_problems(page)
    assert not problems, f"{page.url} ({page.title()}):\n  " + "\n  ".join(problems)


def axe_problems(page: Page) -> list[str]:
    return width_problems(page, axe_at)


@contextmanager
def scripts_allowed(page: Page) -> Iterator[CDPSession]:
    """A way to the browser's own tools. Lets axe-core run in a document that was read without scripts; the page's own have had their turn and stay off."""
    devtools = page.context.new_cdp_session(page)
    if not watch(page).scripts:
        # A session of its own is told "off" first: it takes no notice of being told what it believes already.
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
    yield devtools
    if not watch(page).scripts:
        devtools.send("Emulation.setScriptExecutionDisabled", {"value": True})
    devtools.detach()
