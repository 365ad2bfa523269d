"""Documents in which nothing was found: what axe-core says, and what is too wide, follows from the document and the window alone, so that nobody need look twice.

Every journey opens pages that others open too, with and without scripts, in one role's hands and in another's. A document counts as the same only if its whole
tree is, as it stands in the browser, with what is typed, checked, chosen, focused and pointed at, at the same width and for the same medium; the worth of form tokens and
the names of the tests' own accounts are left out. Where there were faults nothing is remembered: every test that meets them says so.
"""

import re
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

from .program import ADMIN, CLINICIAN, MANAGER
from .watching import watch

# A folder of this run's own, which the processes of the run share (conftest.py); its files' names say what was seen.
folder: Path | None = None

# `noscript` reads the same whether its words show or not, so whether scripts run belongs to it: `scripts` below.
STATE = """() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const media = ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(prefers-contrast: more)", "(forced-colors: active)"];
  return [document.documentElement.outerHTML,
    JSON.stringify([
      all("input, select, textarea").filter((field) => field.type !== "hidden")
        .map((field) => [field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.disabled, field.indeterminate]),
      all("*").indexOf(document.activeElement), all(":is(a, button, input, label, li, select, summary, textarea, tr, .choice):hover").map((element) => all("*").indexOf(element)),
      all("dialog:modal, :popover-open").length, media.map((query) => matchMedia(query).matches),
      innerWidth, innerHeight, devicePixelRatio, Math.round(scrollX), Math.round(scrollY), document.styleSheets.length,
    ])];
}"""


def mark(page: Page, finder: str) -> Path:
    """The file that is there once the finder has found nothing in the document on show, in the window as it is."""
    html, state = page.evaluate(STATE)
    html = re.sub(r'name="(csrf|once)" value="[^"]*"', "", html)
    for account in (MANAGER, ADMIN, CLINICIAN):
        html = html.replace(account.name, "Somebody")
    html = re.sub(r"Signed in as Somebody, [\w ]+", "", html)
    scripts = watch(page).scripts if "<noscript" in html else None
    assert folder, "conftest.py has not said where to remember documents"
    return folder / sha256(f"{finder} {scripts} {state} {html}".encode()).hexdigest()
