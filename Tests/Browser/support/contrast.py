"""Contrast, judged once for each way that text stands on its ground, since it is the dearest of axe-core's rules by far.

Whether text has contrast enough follows from its own colour, size and weight and from what lies behind it: colours, pictures and opacities of the elements that it is in.
axe-core judges the first text of each such kind on a page, and none that it has passed before in this run. What it found wanting, and what it could not judge
because something else lies over it or under it there, it is asked about every time.
"""

from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

from . import seen

# Each kind of text on show, as a string that says all that its contrast follows from. The first element of each stays behind in `window.kinds`.
KINDS = """() => {
  const HIDDEN = "hidden", PLAIN = "rgba(0, 0, 0, 0) none 1 none normal false false  ", grounds = new Map(), kinds = new Map();
  const pseudo = (element, name) => {
    const style = getComputedStyle(element, name);
    return style.content === "none" || style.content === "normal" ? "" : [style.position, style.backgroundColor, style.backgroundImage].join(" ");
  };
  const look = (element) => {
    const style = getComputedStyle(element);
    if (style.clipPath !== "none") return HIDDEN;
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, style.boxShadow.includes("inset"),
      ["absolute", "fixed", "sticky"].includes(style.position), pseudo(element, "::before"), pseudo(element, "::after")].join(" ");
    const behind = ground(element.parentElement);
    return behind === HIDDEN || own === PLAIN ? behind : `${own} < ${behind}`;
  };
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) grounds.set(element, look(element));
    return grounds.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.matches("input, select, textarea") && !Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const box = element.getBoundingClientRect();
    if (!element.checkVisibility({ visibilityProperty: true }) || box.right <= 0 || box.bottom + scrollY <= 0 || ground(element) === HIDDEN) continue;
    const style = getComputedStyle(element);
    const kind = [style.color, style.fontSize, style.fontWeight, style.textShadow, element.closest(":disabled, [aria-disabled=true]") !== null,
      element.matches(":placeholder-shown") && getComputedStyle(element, "::placeholder").color, ground(element)].join(" | ");
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  window.kinds = Array.from(kinds.values());
  return Array.from(kinds.keys());
}"""

# A picture, a gradient or a transparency that axe-core can't judge belongs to the kind: it could not judge it elsewhere either.
ASK = """(wanted) => {
  const elements = wanted.map((index) => window.kinds[index]);
  const settled = (rules, isSo) => rules.flatMap((rule) => rule.nodes).filter(isSo).map((node) => node.element);
  return axe.run({ include: elements }, { preload: false, runOnly: ["color-contrast"], elementRef: true }).then((results) => {
    const done = new Set([...settled(results.passes, () => true),
      ...settled(results.incomplete, (node) => node.any.every((check) => ["bgImage", "bgGradient", "fgAlpha", "pseudoContent"].includes(check.data.messageKey)))]);
    return {
      findings: results.violations.map((violation) =>
        `${violation.id}: ${violation.help}: ` + violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} (${node.html.slice(0, 120)})`).join("; ")),
      done: elements.map((element) => done.has(element)),
    };
  });
}"""


def findings(page: Page) -> list[str]:
    """What axe-core, which the page must have already, says of the contrast of the text on show."""
    marks = [mark(kind) for kind in page.evaluate(KINDS)]
    wanted = [index for index, file in enumerate(marks) if not file.exists()]
    if not wanted:
        return []
    answer = page.evaluate(ASK, wanted)
    for index, is_done in zip(wanted, answer["done"], strict=True):
        if is_done:
            marks[index].touch()
    return answer["findings"]


def mark(kind: str) -> Path:
    """The file that is there once axe-core has judged text of this kind and found no fault."""
    assert seen.folder, "conftest.py has not said where to remember kinds"
    return seen.folder / f"contrast-{sha256(kind.encode()).hexdigest()}"
