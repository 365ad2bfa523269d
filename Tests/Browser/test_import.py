"""A practice file in and out: checked first, every problem named, all or nothing, and the same again when it comes back (B11)."""

import copy
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.pages import heading, problems, task
from support.practice import small_practice
from support.program import rota, rota_succeeds
from support.ways import without_scripts


def upload(page: Page, content: str | bytes, name: str = "elm.json") -> None:
    page.goto("/imports/new")
    content = content.encode() if isinstance(content, str) else content
    page.get_by_label("Practice file").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
    page.get_by_role("button", name="Check file").click()


def listed_problems(page: Page) -> dict[str, str]:
    """Place in the file → what is wrong there, from the table."""
    rows = page.get_by_role("region").get_by_role("row").all()[1:]
    return {row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").first.inner_text() for row in rows}


def test_upload_check_confirm(newcomer: Page):
    page = newcomer
    page.goto("/imports/new")
    check_page(page)
    axe(page)
    upload(page, json.dumps(small_practice()))
    heading(page, "Check before importing")
    expect(page.get_by_role("row", name=re.compile("^Clinicians"))).to_contain_text("7")
    expect(page.get_by_role("row", name=re.compile("^Working terms"))).to_contain_text("7")
    check_page(page)
    axe(page)
    page.get_by_role("button", name=re.compile("^Import")).click()
    expect(page.get_by_role("alert")).to_contain_text("Imported elm.json")
    check_page(page)
    expect(task(page, "Clinicians")).to_contain_text("Completed")


@without_scripts
def test_checking_saves_nothing(newcomer: Page):
    upload(newcomer, json.dumps(small_practice()))
    heading(newcomer, "Check before importing")
    newcomer.get_by_role("link", name="Cancel").click()
    heading(newcomer, "Import and export")
    newcomer.goto("/tasks")
    expect(task(newcomer, "Clinicians")).not_to_contain_text("Completed")


@without_scripts
def test_the_same_file_again_has_nothing_to_add(manager: Page):
    upload(manager, json.dumps(small_practice()))
    expect(manager.get_by_role("main")).to_contain_text("Everything in this file is here already")
    expect(manager.get_by_role("button", name=re.compile("^Import"))).to_have_count(0)
    check_page(manager)
    axe(manager)


@without_scripts
def test_no_file_chosen(newcomer: Page):
    newcomer.goto("/imports/new")
    newcomer.get_by_role("button", name="Check file").click()
    assert problems(newcomer) == ["Choose a practice file"]
    check_page(newcomer, error=True)
    axe(newcomer)


@without_scripts
def test_every_problem_is_listed_at_once_and_nothing_is_saved(newcomer: Page):
    file = small_practice()
    file["terms"][4]["supervisor"] = "j-smith"
    file["leave"][0]["to"] = "2027-02-30"
    file["cover"][3]["minimum"] = "two"
    file["clinicians"][1]["groups"] = ["No such group"]
    upload(newcomer, json.dumps(file))
    heading(newcomer, "Check before importing")
    places = " ".join(listed_problems(newcomer))
    for place in ("Terms, entry 5", "Leave, entry 1", "Cover, entry 4", "Clinicians, entry 2"):
        assert place in places, f"{place} is not named: {listed_problems(newcomer)}"
    check_page(newcomer, error=True)
    axe(newcomer)
    newcomer.goto("/tasks")
    expect(task(newcomer, "Clinicians")).not_to_contain_text("Completed")


@without_scripts
def test_overlapping_terms_are_refused(newcomer: Page):
    file = small_practice()
    file["terms"].append(copy.deepcopy(file["terms"][0]) | {"start": file["terms"][0]["start"]})
    upload(newcomer, json.dumps(file))
    assert any(place == "Terms, entry 8" and "overlaps" in words for place, words in listed_problems(newcomer).items()), listed_problems(newcomer)


@without_scripts
@pytest.mark.parametrize("content", ["{", "[]", "null", '{"practice": 3}', "\ufeff{}", "<script>alert(1)</script>", '{"a":' * 2000], ids=range(7))
def test_what_is_not_a_practice_file(newcomer: Page, content: str):
    upload(newcomer, content)
    heading(newcomer, "Check before importing")
    assert problems(newcomer)[0].startswith("The file has")
    check_page(newcomer, error=True)


@without_scripts
def test_bytes_that_are_not_text(newcomer: Page):
    upload(newcomer, bytes(range(256)))
    assert problems(newcomer)[0].startswith("The file has")


@without_scripts
def test_a_name_with_markup_stays_text(newcomer: Page):
    file = small_practice()
    file["practice"]["name"] = "<b>Elm</b> & Sons' \"Surgery\""
    file["clinicians"][0]["name"] = "<script>alert(1)</script>"
    upload(newcomer, json.dumps(file), name="<img src=x>.json")
    newcomer.get_by_role("button", name=re.compile("^Import")).click()
    expect(newcomer.get_by_role("banner")).to_contain_text("<b>Elm</b> & Sons' \"Surgery\"")
    check_page(newcomer)


@without_scripts
def test_download_is_the_practice_file(manager: Page):
    manager.goto("/imports/new")
    with manager.expect_download() as download:
        manager.get_by_role("link", name="Download practice file").click()
    exported = json.loads(Path(download.value.path()).read_text())
    assert {clinician["name"] for clinician in exported["clinicians"]} == {clinician["name"] for clinician in small_practice()["clinicians"]}
    assert re.fullmatch(r"practice-\d{4}-\d{2}-\d{2}\.json", download.value.suggested_filename)


def test_an_export_imported_elsewhere_exports_the_same(practice_home, tmp_path: Path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    rota_succeeds("export", "--data", practice_home.data, "--output", first)
    rota_succeeds("import", "--data", tmp_path / "other", first)
    rota_succeeds("export", "--data", tmp_path / "other", "--output", second)
    assert first.read_bytes() == second.read_bytes()


def test_the_command_lists_every_problem_and_saves_nothing(tmp_path: Path):
    file, path = small_practice(), tmp_path / "bad.json"
    file["terms"][4]["supervisor"] = "j-smith"
    file["cover"][3]["minimum"] = "two"
    path.write_text(json.dumps(file))
    refused = rota("import", "--data", tmp_path / "data", path)
    assert refused.returncode == 1
    assert "terms[4].supervisor" in refused.stderr and "cover[3].minimum" in refused.stderr
    assert rota("export", "--data", tmp_path / "data", "--output", tmp_path / "none.json").returncode == 1
    assert rota("import", "--data", tmp_path / "data", tmp_path / "missing.json").returncode == 1
    assert rota("import", "--data", tmp_path / "data").returncode == 2
