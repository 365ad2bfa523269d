"""The read-only API as other programs meet it: its document, answers that fit it, and the pages where tokens are made (issue 5.9, 5.16)."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from playwright.sync_api import Page, expect

from support.checks import axe, check_page
from support.client import Client
from support.pages import fill_date, heading, problems
from support.practice import monday
from support.program import MANAGER, Server, copy_data
from support.ways import without_scripts

SCOPES = ["rota", "people", "terms", "drafts"]
WEEK = {"from": monday().isoformat(), "to": monday(4).isoformat()}


class Program:
    """Another program with a token, or without."""

    def __init__(self, server: Server, token: str = ""):
        self.connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        self.connection.request(method, path, headers=self.headers | headers)
        answer = self.connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def json(self, path: str) -> dict:
        status, _, body = self.get(path)
        assert status == 200, f"{path}: {status} {body!r}"
        return json.loads(body)


def make_token(server: Server, *scopes: str) -> str:
    """A token as a manager makes one, read from the page that shows it once."""
    manager = Client(server.address).sign_in(MANAGER)
    fields = manager.fields("/api-tokens/new", "/api-tokens") | {"name": "Board"}
    body = urlencode([*((name, value) for name, value in fields.items() if name != "scopes"), *(("scopes", scope) for scope in scopes)])
    manager.connection.request("POST", "/api-tokens", body, {
        "Cookie": "; ".join(f"{name}={value}" for name, value in manager.cookies.items()), "Origin": server.address,
        "Content-Type": "application/x-www-form-urlencoded"})
    answer = manager.connection.getresponse()
    answer.read()
    assert answer.status == 303
    page = manager.get("/api-tokens")
    return page.split('id="secret"')[1].split('value="')[1].split('"')[0]


@pytest.fixture
def busy(busy_home, start, tmp_path) -> Server:
    return start(copy_data(busy_home.data, tmp_path / "busy"))


def operations(document: dict) -> Iterator[tuple[str, dict]]:
    for path, item in document["paths"].items():
        assert list(item) == ["get"], f"{path} can do more than read"
        yield path, item["get"]


def validator(document: dict, schema: dict) -> Draft202012Validator:
    return Draft202012Validator(schema | {"components": document["components"]}, format_checker=FormatChecker())


def test_the_document_is_openapi(server: Server):
    document = Program(server).json("/api/v1/openapi.json")
    assert document["openapi"] == "3.1.0"
    assert not [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()]
    for _, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)


def test_every_answer_fits_the_document(busy: Server):
    program, seen = Program(busy, make_token(busy, *SCOPES)), 0
    document = program.json("/api/v1/openapi.json")
    for path, operation in operations(document):
        if operation["operationId"] == "getDocument":
            continue
        names = {parameter["name"] for parameter in operation["parameters"]}
        required = {parameter["name"] for parameter in operation["parameters"] if parameter["required"] and parameter["in"] == "query"}
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        for extra in [{}, {"status": "draft"} if "status" in names else {}, {"limit": "1"} if "limit" in names else {}]:
            query = {name: value for name, value in WEEK.items() if name in required} | extra
            target = path.replace("{id}", "1") + ("?" + urlencode(query) if query else "")
            answer = program.json(target)
            assert not [error.message for error in validator(document, schema).iter_errors(answer)], target
            assert "items" not in answer or answer["items"], f"{target} shows nothing, so that its schema is not tried"
        broken = json.loads(json.dumps(answer))
        (broken["items"][0] if "items" in broken else broken)["surprise"] = 1
        assert list(validator(document, schema).iter_errors(broken)), f"the schema of {path} lets anything through"
        seen += 1
    assert seen == 10


def test_every_refusal_fits_the_document(busy: Server):
    program, stranger = Program(busy, make_token(busy, "rota")), Program(busy)
    document = program.json("/api/v1/openapi.json")
    problem = validator(document, {"$ref": "#/components/schemas/Problem"})
    for who, path, status in [
        (stranger, "/api/v1/duty", 401), (program, "/api/v1/terms", 403), (program, "/api/v1/shifts", 400), (program, "/api/v1/duty?x=1", 400),
        (program, "/api/v1/shifts?from=2026-11-23&to=2026-11-22", 422), (program, "/api/v1/nothing", 404), (program, "/api", 404),
    ]:
        found, headers, body = who.get(path)
        assert (found, headers["content-type"]) == (status, "application/problem+json"), path
        told = json.loads(body)
        assert not [error.message for error in problem.iter_errors(told)], path
        address, _, anchor = told["type"].partition("#")
        page = Program(busy).get(urlsplit(address).path)[2].decode()
        assert f'id="{anchor}"' in page, told["type"]
        assert "set-cookie" not in headers and "access-control-allow-origin" not in headers
    found, headers, body = program.get("/api/v1/duty", method="DELETE")
    assert found == 405 and headers["allow"] == "GET, HEAD, OPTIONS" and json.loads(body)["status"] == 405


def test_pages_follow_links_and_known_answers_are_spared(busy: Server):
    program = Program(busy, make_token(busy, "rota"))
    whole = program.json("/api/v1/shifts?" + urlencode(WEEK | {"limit": "200"}))["items"]
    found, path = [], "/api/v1/shifts?" + urlencode(WEEK | {"limit": "7"})
    while path:
        status, headers, body = program.get(path)
        assert status == 200
        found += json.loads(body)["items"]
        link = headers.get("link", "")
        assert not link or (link.startswith(f"<{busy.address}/api/v1/shifts?") and link.endswith('>; rel="next"'))
        path = link[1:].split(">")[0].removeprefix(busy.address)
    assert found == whole and len(whole) > 20
    status, headers, _ = program.get("/api/v1/locations")
    for method in ("GET", "HEAD"):
        again, answer, body = program.get("/api/v1/locations", method=method, **{"If-None-Match": headers["etag"]})
        assert (again, body, answer["etag"]) == (304, b"", headers["etag"])
    status, answer, body = program.get("/api/v1/locations", method="HEAD")
    assert (status, body) == (200, b"") and int(answer["content-length"]) > 0


def test_a_token_is_made_shown_once_and_revoked(manager: Page, practice: Server):
    manager.goto("/api-tokens")
    heading(manager, "API tokens")
    expect(manager.get_by_text("No tokens yet")).to_be_visible()
    check_page(manager)
    axe(manager)
    manager.get_by_role("link", name="Add token").click()
    check_page(manager)
    axe(manager)
    manager.get_by_label("Published rota").uncheck()
    manager.get_by_role("button", name="Make token").click()
    assert problems(manager) == ["Enter a name, such as the program that will use it", "Choose what the program may read"]
    check_page(manager, error=True)
    axe(manager)
    manager.get_by_label("Name", exact=True).fill("Telephone system with quite a long name, for the day of the duty doctor")
    manager.get_by_label("Published rota").check()
    fill_date(manager, "Last day", monday(60))
    manager.get_by_role("button", name="Make token").click()
    secret = manager.get_by_label("Token", exact=True)
    token = secret.input_value()
    assert token.startswith("rota_") and len(token) == 48
    check_page(manager)
    axe(manager)
    assert Program(practice, token).get("/api/v1/duty")[0] == 200
    manager.goto("/api-tokens")
    expect(secret).to_have_count(0)
    manager.get_by_role("button", name="Revoke Telephone system").click()
    expect(manager.get_by_role("row").filter(has_text="Telephone system")).to_contain_text("Revoked")
    check_page(manager)
    assert Program(practice, token).get("/api/v1/duty")[0] == 401
    assert not any(token in line for line in practice.log)


@without_scripts
def test_the_page_of_the_api(manager: Page, practice: Server, open_page):
    manager.goto("/help/api")
    stranger = open_page(practice)
    stranger.goto("/help/api")
    for page in (manager, stranger):
        heading(page, "API")
        check_page(page)
        axe(page)
