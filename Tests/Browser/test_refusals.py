"""What people are refused, as they meet it: pages that are not theirs, records that are not there, forms that must not count."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.crawl import routes_of_pages
from support.pages import fill_sign_in, heading
from support.practice import monday
from support.program import ADMIN, MANAGER, Server
from support.rota import ask, await_preview, open_day, save
from support.ways import without_scripts

pytestmark = without_scripts

WEEK = monday(1)
NAME = "Dr Ynyr Vaughan"

# What a route may ask for, as `rota routes` prints it.
PERMISSIONS = ("users", "clinicians", "groups", "rota", "requests", "sessions", "locums", "audit", "onboarding", "settings")


def example(route: str) -> str:
    """An address that the route answers: /rota/1/2026-11-23 for /rota/:clinicianId/:date."""
    return re.sub(r":\w+", "1", route.replace(":date", WEEK.isoformat()).replace(":part", "am"))


def clinicians_of_that_name(page: Page) -> int:
    page.goto("/clinicians")
    heading(page, "Clinicians")
    return page.get_by_role("rowheader", name=NAME).count()


def fill_clinician(page: Page) -> None:
    page.goto("/clinicians/new")
    page.get_by_label("Full name").fill(NAME)


def create(page: Page) -> None:
    page.get_by_role("button", name="Create clinician").click()


# Pages


def test_a_clinician_is_refused_at_every_page_of_managers(clinician: Page):
    for route in routes_of_pages(*PERMISSIONS):
        assert clinician.goto(example(route)).status == 403, route
        heading(clinician, "Your account may not do this")
    check_page(clinician)
    axe(clinician)


def test_a_stranger_is_sent_to_sign_in_from_every_page(staffed: Server, open_page):
    page = open_page(staffed)
    for route in routes_of_pages("staff", *PERMISSIONS):
        page.goto(example(route))
        heading(page, "Sign in")


def test_records_that_are_not_there(manager: Page):
    for route in (route for route in routes_of_pages(*PERMISSIONS) if re.search(r":(id|clinicianId)\b", route)):
        for number in ("999999", "0", "-1", "x", "99999999999999999999"):
            address = re.sub(r":(id|clinicianId)\b", number, route)
            assert manager.goto(example(address)).status == 404, address
    heading(manager, "Page not found")


def test_a_manager_is_refused_an_administrators_account(manager: Page, admin: Page):
    manager.goto("/accounts")
    # Accounts are numbered as they were made: the manager's own, the administrator's, the clinician's.
    admin.goto("/accounts/2/edit")
    expect(admin.get_by_label("Username")).to_have_value(ADMIN.username)
    for page in ("edit", "permissions", "password", "logins"):
        assert manager.goto(f"/accounts/2/{page}").status in (403, 404)
        expect(manager.get_by_role("main")).not_to_contain_text(ADMIN.name)


def test_what_only_a_form_may_ask_for(manager: Page):
    for path in ("/sign-out", "/supervision", "/locum-bookings/1/removal"):
        answer = manager.goto(path)
        assert (answer.status, answer.headers["allow"]) == (405, "POST, OPTIONS"), path
        heading(manager, "This cannot be done here")
    check_page(manager)


# Forms


def test_a_form_sent_twice_counts_once(manager: Page):
    fill_clinician(manager)
    fields = manager.get_by_role("main").locator("form").evaluate("(form) => Object.fromEntries(new FormData(form))")
    create(manager)
    heading(manager, NAME)
    # Chromium holds back a second click; other browsers send it.
    assert manager.request.post("/clinicians", form=fields).url == manager.url
    assert clinicians_of_that_name(manager) == 1


def test_a_form_of_what_was_removed_meanwhile(manager: Page):
    manager.goto("/groups/3/edit")
    other = manager.context.new_page()
    other.goto("/groups/3/delete")
    other.get_by_role("button", name="Remove group").click()
    heading(other, "Groups")
    manager.get_by_label("Name", exact=True).fill("Coil fitting")
    manager.get_by_role("main").get_by_role("button").last.click()
    heading(manager, "Page not found")


def test_a_generated_rota_is_not_saved_over_later_changes(manager: Page, admin: Page):
    ask(manager, WEEK, WEEK + timedelta(days=6))
    await_preview(manager)
    open_day(admin, "Dr Amara Okafor", WEEK)
    save(admin, "All day", **{"as": "Surgery"})
    expect(admin.get_by_role("alert")).to_contain_text("Success")
    manager.get_by_role("button", name="Save as draft").click()
    heading(manager, "The rota has changed meanwhile")
    expect(manager.get_by_role("main")).to_contain_text("Nothing was saved")
    check_page(manager)
    axe(manager)


def test_a_form_whose_login_ended_meanwhile(manager: Page):
    fill_clinician(manager)
    other = manager.context.new_page()
    other.goto("/menu")
    other.locator("summary", has_text="account menu").click()
    other.get_by_role("button", name="Sign out").click()
    heading(other, "Sign in")
    create(manager)
    heading(manager, "Sign in")
    fill_sign_in(manager, MANAGER.username, MANAGER.password)
    heading(manager, "Getting started")
    assert clinicians_of_that_name(manager) == 0


def test_a_form_of_another_site(manager: Page, practice: Server):
    fill_clinician(manager)
    csrf = manager.locator("input[name=csrf]").last.get_attribute("value")
    form = f"""<form method="post" action="{practice.address}/clinicians"><input name="csrf" value="{csrf}"><input name="name" value="{NAME}">
        <input type="submit"></form>"""
    # On another port of this machine the login's cookie goes along; from elsewhere it does not.
    for site, answer in {"http://127.0.0.1:65001/": "This form is out of date", "http://elsewhere.example/": "Sign in"}.items():
        manager.route(site, lambda route: route.fulfill(body=form, content_type="text/html"))
        manager.goto(site)
        manager.get_by_role("button").click()
        heading(manager, answer)
    assert clinicians_of_that_name(manager) == 0
