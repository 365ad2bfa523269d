"""What every page is checked for is really found, and found again: documents that axe-core has seen are not shown to it twice (support/seen.py)."""

from playwright.sync_api import Page

from support import seen
from support.checks import WIDTHS, axe_problems


def test_a_fault_is_found_at_each_width_and_each_time(staffed, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    assert axe_problems(page) == []
    # The same address, the same bytes, and another document.
    page.get_by_label("Username or email").evaluate("(field) => field.labels[0].remove()")
    for _ in range(2):
        found = axe_problems(page)
        assert {problem.split(":")[0] for problem in found} >= {f"axe at {width}, label" for width in WIDTHS}, found
    page.reload()
    assert axe_problems(page) == []


def test_a_document_is_another_by_what_is_typed_focused_pointed_at_and_by_its_window(staffed, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    field, marks = page.get_by_label("Username or email"), []
    for act in (lambda: None, field.focus, lambda: field.fill("morwenna"), field.hover, lambda: page.set_viewport_size({"width": 320, "height": 720}),
                lambda: page.emulate_media(media="print"), lambda: field.evaluate("(field) => field.classList.add('wide')")):
        act()
        marks.append(seen.mark(page, "axe"))
    assert len(set(marks)) == len(marks)


def test_a_document_is_the_same_whatever_its_tokens(manager: Page):
    manager.goto("/clinicians/new")
    first, once = seen.mark(manager, "axe"), manager.get_by_role("main").locator("[name=once]").input_value()
    manager.reload()
    assert manager.get_by_role("main").locator("[name=once]").input_value() != once
    assert seen.mark(manager, "axe") == first


def test_text_too_pale_is_found_at_each_width_and_each_time_and_only_there(staffed, open_page):
    page = open_page(staffed)
    page.goto("/sign-in")
    assert axe_problems(page) == []
    page.locator("h1").evaluate("(heading) => { heading.style.color = '#aab4b9'; }")
    for _ in range(2):
        found = axe_problems(page)
        assert {problem.split(":")[0] for problem in found} == {f"axe at {width}, color-contrast" for width in WIDTHS}, found
        assert all("h1" in problem for problem in found), found
    page.locator("h1").evaluate("(heading) => heading.style.removeProperty('color')")
    assert axe_problems(page) == []
    # The same words on another ground are another kind.
    page.locator("h1").evaluate("(heading) => { heading.style.backgroundColor = '#33454b'; }")
    assert any("color-contrast" in problem for problem in axe_problems(page))
