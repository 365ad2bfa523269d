"""Accounts, passwords, logins and the audit log; and what each role may reach."""

import re

from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import fill_sign_in, heading, problems, sign_in
from support.program import ADMIN, CLINICIAN, MANAGER, Account, Server
from support.ways import without_scripts

NEWCOMER = Account("rhodri", "candle-trumpet-harvest-3", "Rhodri Innes", "rhodri@elm.example", role="clinician")
NEW_PASSWORD = "pebble-umbrella-walnut-6"


def add_account(page: Page, account: Account, role: str) -> None:
    page.goto("/accounts/new")
    page.get_by_label("Full name").fill(account.name)
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Username").fill(account.username)
    page.get_by_label("First password", exact=True).fill(account.password)
    page.get_by_label(role).check()
    page.get_by_role("button", name="Add user").click()


def test_a_manager_adds_an_account_that_can_sign_in(manager: Page, practice: Server, open_page):
    manager.goto("/accounts/new")
    check_page(manager)
    add_account(manager, NEWCOMER, "Clinician")
    heading(manager, NEWCOMER.name)
    check_page(manager)
    axe(manager)
    manager.goto("/accounts")
    expect(manager.get_by_role("row").filter(has_text=NEWCOMER.username)).to_contain_text("Active")
    check_page(manager)
    sign_in(open_page(practice), NEWCOMER)


@without_scripts
def test_an_account_needs_its_own_name_and_a_real_password(manager: Page):
    add_account(manager, Account("somebody", "short", "Somebody", "somebody"), "Clinician")
    assert len(problems(manager)) == 2, problems(manager)
    add_account(manager, Account(MANAGER.username, NEW_PASSWORD, "Somebody", MANAGER.email), "Clinician")
    assert len(problems(manager)) == 2, problems(manager)
    check_page(manager, error=True)
    axe(manager)


@without_scripts
def test_a_manager_does_not_manage_administrators(manager: Page):
    manager.goto("/accounts")
    row = manager.get_by_role("row").filter(has_text=ADMIN.username)
    expect(row).to_contain_text("Administrator")
    expect(row.get_by_role("link", name=re.compile("^Edit"))).to_have_count(0)
    row.get_by_role("link", name=ADMIN.name).click()
    heading(manager, ADMIN.name)
    expect(manager.get_by_role("main").get_by_role("link", name=re.compile("^(Edit|Change)"))).to_have_count(0)
    check_page(manager)


@without_scripts
def test_deactivating_an_account_ends_its_logins(admin: Page, practice: Server, open_page):
    other = open_page(practice)
    sign_in(other, MANAGER)
    admin.goto("/accounts")
    admin.get_by_role("link", name=f"Edit {MANAGER.name}").click()
    heading(admin, "Edit user")
    check_page(admin)
    admin.get_by_label("Active", exact=True).uncheck()
    admin.get_by_role("button", name="Save user").click()
    other.goto("/clinicians")
    heading(other, "Sign in")
    fill_sign_in(other, MANAGER.username, MANAGER.password)
    heading(other, "Sign in")


@without_scripts
def test_users_are_found_by_words_role_and_state(manager: Page):
    manager.goto("/accounts?q=BOWEN")
    expect(manager.get_by_role("rowheader")).to_have_text([f"{ADMIN.name} {ADMIN.username}"])
    manager.goto("/accounts")
    manager.get_by_label("Role").select_option("Clinician")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("rowheader")).to_have_text([f"{CLINICIAN.name} {CLINICIAN.username}"])
    manager.get_by_label("State").select_option("Locum resources")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("main")).to_contain_text("No user matches.")
    check_page(manager)
    axe(manager)


@without_scripts
def test_a_permission_is_given_and_taken_and_counts_at_once(manager: Page, practice: Server, open_page):
    other = open_page(practice)
    sign_in(other, CLINICIAN)
    assert other.goto("/leave").status == 403
    manager.goto("/accounts")
    manager.get_by_role("link", name=CLINICIAN.name, exact=True).click()
    manager.get_by_role("link", name="Change permissions").click()
    heading(manager, "Permissions")
    check_page(manager)
    axe(manager)
    manager.get_by_label("Approve leave and swaps", exact=True).check()
    manager.get_by_role("button", name="Save permissions").click()
    row = manager.get_by_role("row").filter(has_text="Approve leave and swaps")
    expect(row).to_contain_text("Yes")
    expect(row).to_contain_text("Given to this user")
    check_page(manager)
    axe(manager)
    assert other.goto("/leave").status == 200
    heading(other, "Leave")
    assert other.goto("/accounts").status == 403
    manager.get_by_role("link", name="Change permissions").click()
    manager.get_by_role("button", name="Use the role’s own permissions").click()
    expect(manager.get_by_role("row").filter(has_text="Approve leave and swaps")).to_contain_text("No")
    assert other.goto("/leave").status == 403


@without_scripts
def test_a_clinic_admin_runs_the_clinics_and_nothing_else(manager: Page, practice: Server, open_page):
    add_account(manager, NEWCOMER, "Clinic admin")
    other = open_page(practice)
    sign_in(other, NEWCOMER)
    navigation = other.get_by_role("navigation", name="Main")
    expect(navigation).not_to_contain_text("Settings")
    for path in ("/rota", "/generations/new", "/clinicians", "/groups", "/leave", "/locum-bookings"):
        assert other.goto(path).status == 200, path
        check_page(other)
    for path in ("/accounts", "/practice", "/audit"):
        assert other.goto(path).status == 403, path


@without_scripts
def test_a_locum_resource_is_marked_on_the_users_page(manager: Page):
    manager.goto("/accounts")
    manager.get_by_role("link", name=f"Edit {CLINICIAN.name}").click()
    manager.get_by_label("Mark user as locum resource").check()
    manager.get_by_role("button", name="Save user").click()
    heading(manager, CLINICIAN.name)
    manager.goto("/accounts?state=locum")
    expect(manager.get_by_role("rowheader")).to_have_text([f"{CLINICIAN.name} {CLINICIAN.username}"])


@without_scripts
def test_two_steps_are_demanded_of_a_role(manager: Page):
    manager.goto("/accounts")
    manager.get_by_role("link", name="Two-step verification by role").click()
    check_page(manager)
    axe(manager)
    manager.get_by_label("Clinic admin", exact=True).check()
    manager.get_by_role("button", name="Save").click()
    expect(manager.get_by_role("alert")).to_contain_text("Saved which roles must sign in by two steps.")
    manager.goto("/accounts/two-step")
    expect(manager.get_by_label("Clinic admin", exact=True)).to_be_checked()


def test_a_new_password_ends_the_old_one(manager: Page, practice: Server, open_page):
    other = open_page(practice)
    sign_in(other, MANAGER)
    manager.goto("/password")
    check_page(manager)
    manager.get_by_label("Current password").fill("not the password")
    manager.get_by_label("New password").fill(NEW_PASSWORD)
    manager.get_by_role("button", name="Change password").click()
    assert len(problems(manager)) == 1
    check_page(manager, error=True)
    axe(manager)
    manager.get_by_label("Current password").fill(MANAGER.password)
    manager.get_by_label("New password").fill(NEW_PASSWORD)
    manager.get_by_role("button", name="Change password").click()
    expect(manager.get_by_role("alert")).to_contain_text("Success")
    other.goto("/clinicians")
    heading(other, "Sign in")
    fill_sign_in(other, MANAGER.username, NEW_PASSWORD)
    heading(other, "Clinicians")


@without_scripts
def test_another_browser_can_be_signed_out(manager: Page, practice: Server, open_page):
    other = open_page(practice)
    sign_in(other, MANAGER)
    manager.goto("/logins")
    check_page(manager)
    manager.get_by_role("row").filter(has_not_text="This browser").get_by_role("button", name=re.compile("^Sign out")).last.click()
    other.goto("/clinicians")
    heading(other, "Sign in")
    manager.goto("/clinicians")
    heading(manager, "Clinicians")


@without_scripts
def test_the_audit_log_says_who_did_what_before_and_after(manager: Page):
    manager.goto("/practice")
    manager.get_by_label("Practice name").fill("Ash Surgery")
    manager.get_by_role("button", name="Save practice").click()
    manager.goto("/audit")
    check_page(manager)
    row = manager.get_by_role("row").filter(has_text="Ash Surgery").first
    expect(row).to_contain_text(MANAGER.name)
    expect(row).to_contain_text("Elm Surgery")
    manager.get_by_label("Words").fill("no such words anywhere")
    manager.get_by_role("button", name="Show").click()
    expect(manager.get_by_role("main")).not_to_contain_text("Ash Surgery")
    check_page(manager)


@without_scripts
def test_a_clinician_sees_the_published_rota_only(clinician: Page):
    clinician.goto("/rota")
    expect(clinician.get_by_role("link", name=re.compile("^(Generate|Publish)"))).to_have_count(0)
    check_page(clinician)
