"""The service over HTTP: the library's own answers, its refusals as problem documents, and no fault for any body."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import balance_rules as br
from balance_rules.report.formats import assessment_schema
from balance_rules.serve import Limits, app, asking
from balance_rules.serve.bodies import BodyRefused, check_json
from balance_rules.serve.guard import HEADERS
from balance_rules.serve.looking_up import KINDS
from balance_rules.serve.problems import MEDIA_TYPE

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "desk_lifter"
JSON = {"content-type": "application/json"}
PERSON = {"screening": "none", "pain": {"low_back": 3, "others": "none"}, "sedentary_hours": "9 h/day"}
POSTS = ("/assess", "/explain", "/questions", "/programme", "/follow-up", "/open")


def refused(response: Any, status: int) -> dict[str, Any]:
    """The problem document of a refusal, once it has the shape that RFC 9457 gives it."""
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == MEDIA_TYPE
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert document["type"].startswith("urn:balance-rules:problem:")
    assert document["title"]
    for problem in document["problems"]:
        assert all(problem[part] for part in ("place", "found", "expected", "fix")), problem
    return document


# ---------------------------------------------------------------- answers


def test_an_assessment_is_that_of_the_library(client: TestClient, kb: br.KnowledgeBase) -> None:
    response = client.post("/assess", json={"profile": PERSON})
    assert response.json() == json.loads(kb.assess(PERSON).to_json())
    assert br.Assessment.from_json(response.text, kb.knowledge).replay() == ()


def test_the_page_is_given_what_it_draws(client: TestClient, kb: br.KnowledgeBase) -> None:
    brief = client.post("/assess", json={"profile": PERSON, "form": "page"}).json()
    whole = kb.assess(PERSON)
    assert [finding["id"] for finding in brief["findings"]] == [finding.id for finding in whole.findings]
    assert brief["no_red_flag"] == whole.no_red_flag
    assert {item["id"] for item in brief["prescriptions"]} == {
        item.id for item in whole.prescriptions if item.called_for or item.state == "given"
    }
    assert brief["questions_left"] == len(whole.questions)
    asked = [question["fact"] for question in brief["questions"]]
    assert asked == [question.fact for question in whole.questions[:400]]


def test_a_summary_is_the_one_page_as_data(client: TestClient, kb: br.KnowledgeBase) -> None:
    response = client.post("/assess", json={"profile": PERSON, "form": "summary"})
    assert len(response.content) <= 8192
    assert response.json()["safety"]["state"] == kb.assess(PERSON).summary().safety.state
    refused = client.post("/assess", json={"profile": PERSON, "form": "brief"})
    assert refused.json()["problems"][0]["expected"] == "one of 'record', 'summary' or 'page'"


def test_as_a_report_in_one_file(client: TestClient, kb: br.KnowledgeBase) -> None:
    response = client.post("/assess", json={"profile": PERSON}, headers={"accept": "text/html"})
    assert response.headers["content-type"].startswith("text/html")
    assert response.text == br.html_report(kb.assess(PERSON))


def test_a_log_is_read_once_and_counts_as_it_does_in_the_library(client: TestClient, kb: br.KnowledgeBase) -> None:
    profile = {"date": "2026-03-02", "screening": "none"}
    data = (EXAMPLE / "hevy.csv").read_bytes()
    log = client.post("/training-log", params={"name": "hevy.csv", "date": "2026-03-02"}, content=data).json()
    answer = client.post("/assess", json={"profile": profile, "log": log}).json()
    same = kb.assess(profile, log=EXAMPLE / "hevy.csv")
    assert {fact["fact"]: fact["value"] for fact in answer["facts"]} == {
        fact.fact: fact.value for fact in same.record.facts
    }
    assert answer["findings"] == json.loads(same.to_json())["findings"]
    assert log["week"]
    assert set(log["week"]) <= set(kb.knowledge.exercises)
    assert min(log["week"].values()) > 0


def test_a_log_without_a_date_is_read_up_to_today(client: TestClient) -> None:
    data = (EXAMPLE / "hevy.csv").read_bytes()
    log = client.post("/training-log", params={"name": "hevy.csv"}, content=data).json()
    assert log["facts"] == {}  # it ended on 2026-03-01, more than four weeks before any day on which this runs
    assert log["notes"][0].startswith("The profile has no date: the log is read up to today, ")
    assert log["notes"][1].startswith("The training log was set aside: it ended ")


@pytest.mark.parametrize(
    ("asked", "method"),
    [
        ({"ask": "how", "name": "prolonged_sitting"}, lambda a: a.how("prolonged_sitting")),
        ({"ask": "why", "name": "prolonged_sitting"}, lambda a: a.why("prolonged_sitting", most=3)),
        ({"ask": "why_not", "name": "hamstring_weakness[left]"}, lambda a: a.why_not("hamstring_weakness[left]")),
        ({"ask": "change", "name": "prolonged_sitting"}, lambda a: a.change("prolonged_sitting")),
        ({"ask": "what_if", "facts": {"sedentary_hours": 5}}, lambda a: a.what_if(sedentary_hours=5)),
        ({"ask": "why_asked", "name": "age"}, lambda a: a.why_asked("age")),
    ],
)
def test_explanations_are_those_of_the_library(
    client: TestClient, kb: br.KnowledgeBase, asked: dict[str, Any], method: Any
) -> None:
    answer = client.post("/explain", json={"profile": PERSON, **asked}).json()
    expected = method(kb.assess(PERSON))
    assert answer["explanation"] == json.loads(expected.to_json())
    assert answer["text"] == expected.to_text("coach").split("\n")


def test_questions_come_in_the_order_of_the_library(client: TestClient, kb: br.KnowledgeBase) -> None:
    answer = client.post("/questions", json={"profile": PERSON, "most": 3}).json()
    questions = kb.assess(PERSON).questions
    assert [question["fact"] for question in answer["questions"]] == [question.fact for question in questions[:3]]
    assert answer["left"] == len(questions)


def test_a_record_and_a_profile_open_as_the_same_person(client: TestClient, kb: br.KnowledgeBase) -> None:
    record = client.post("/assess", json={"profile": PERSON}).text
    opened = client.post("/open", json={"text": record}).json()
    assert opened["kind"] == "record"
    written = client.post("/open", json={"text": (EXAMPLE / "profile.yaml").read_text("utf-8")}).json()
    for profile, original in ((opened["profile"], PERSON), (written["profile"], EXAMPLE / "profile.yaml")):
        assert dict(kb.read_facts(profile).values) == dict(kb.read_facts(original).values)


@pytest.mark.usefixtures("solved_once")
def test_a_week_is_that_of_the_library(client: TestClient, kb: br.KnowledgeBase) -> None:
    pytest.importorskip("ortools", reason="the extra 'programme' is not installed")
    person = {**PERSON, "conditions": "none", "surgery": "none", "equipment": ["dumbbell"]}
    answer = client.post("/programme", json={"profile": person, "sessions": 2, "minutes": 40}).json()
    week = kb.programme(kb.assess(person), sessions=2, minutes=40)
    assert answer["programme"]["sessions"] == json.loads(week.to_json())["sessions"]
    assert answer["text"] == week.to_text().split("\n")
    refused(client.post("/programme", json={"profile": person}), 422)
    refused(client.post("/programme", json={"profile": person, "sessions": 2, "days": ["Mon", "Mon"]}), 422)
    refused(client.post("/programme", json={"profile": person, "log": {"week": {"nothing": 3}}, "sessions": 2}), 422)


def test_two_visits_are_compared_as_the_library_does(client: TestClient, kb: br.KnowledgeBase) -> None:
    first = client.post("/assess", json={"profile": {**PERSON, "date": "2026-03-01"}}).json()
    second = {"profile": {**PERSON, "date": "2026-05-01", "sedentary_hours": "6 h/day"}}
    response = client.post("/follow-up", json={"visits": [first, second]})
    compared = kb.follow_up(first, second["profile"])
    assert response.json()["follow_up"] == json.loads(compared.to_json())
    assert response.json()["text"] == compared.to_text().split("\n")
    measures = response.json()["follow_up"]["measures"]
    assert [m["verdict"] for m in measures if m["fact"] == "sedentary_hours"] == ["better"]
    refused(client.post("/follow-up", json={"visits": [second, first]}), 422)
    refused(client.post("/follow-up", json={"visits": [first, {"profil": {}}]}), 422)


def test_an_answer_beside_a_date_keeps_its_date(client: TestClient, kb: br.KnowledgeBase) -> None:
    complaint = kb.knowledge.attributes["seen"].instances[0][0]
    profile = {"date": "2026-11-01", "seen": {complaint: {"date": "2026-10-01", "cleared": "yes"}}}
    record = client.post("/assess", json={"profile": profile}).text
    assert client.post("/open", json={"text": record}).json()["profile"] == profile


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_entry_can_be_looked_up(client: TestClient, kb: br.KnowledgeBase, kind: str) -> None:
    names = {
        "finding": "hamstring_weakness[left]", "exercise": "back_squat", "muscle": "hamstrings", "source": "lee_1999",
        "fact": "pain[left_knee]",
    }  # fmt: skip
    name = names.get(kind) or next(s.id for s in kb.knowledge.statements if type(s).__name__.lower() == kind)
    entry = client.get(f"/knowledge/{kind}/{name}").json()
    assert entry["kind"] == kind
    assert entry["id"] == name.partition("[")[0] if kind == "fact" else entry["id"] == name
    document = refused(client.get(f"/knowledge/{kind}/{name[:-2]}xq"), 404)
    assert document["problems"][0]["place"] == "name"


def test_the_schema_says_what_a_form_needs_and_states_nothing(client: TestClient, kb: br.KnowledgeBase) -> None:
    schema = client.get("/profile-schema").json()
    for name, attribute in kb.knowledge.attributes.items():
        field = schema["properties"][name]
        assert field["x-group"] == kb.profile_schema["properties"][name]["x-group"], "one grouping for every form"
        assert "default" not in field
        asked = field["x-questions"].values() if attribute.instances else [field["x-question"]]
        assert all("{" not in question for question in asked), name
    assert {kb.knowledge.facts[measure.fact].id for measure in kb.knowledge.measures} == {
        name for name, field in schema["properties"].items() if field.get("x-derived")
    }


def test_what_stays_the_same_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/profile-schema")
    again = client.get("/profile-schema", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    bare = client.get("/profile-schema", headers={"accept-encoding": "identity"})
    assert bare.json() == first.json()


def test_openapi_tells_every_route_and_the_page_is_there(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    wanted = {"/profile-schema", "/knowledge/{kind}/{name}", "/healthz", "/training-log", *POSTS}
    assert set(told["paths"]) == wanted
    assert told["paths"]["/assess"]["post"]["requestBody"]["required"]
    assert assessment_schema()["$id"] in json.dumps(told)
    assert client.get("/").text.startswith("<!DOCTYPE html>")
    assert refused(client.get("/static/nothing.js"), 404)
    assert refused(client.get("/static/index.html"), 404)
    assert refused(client.get("/static/..%2Fguard.py"), 404)


def test_every_answer_keeps_to_itself(client: TestClient) -> None:
    for response in (client.get("/"), client.get("/healthz"), client.post("/assess", json={"profile": {"x": 1}})):
        for name in set(HEADERS) - {"cache-control"}:
            assert response.headers[name] == HEADERS[name]
    assert client.post("/assess", json={"profile": PERSON}).headers["cache-control"] == "no-store"


def test_it_can_be_mounted_in_a_service_of_ones_own(kb: br.KnowledgeBase) -> None:
    own = FastAPI()
    own.mount("/balance", app(kb))
    client = TestClient(own)
    assert client.get("/balance/healthz").json()["status"] == "ok"
    assert 'src="static/main.js"' in client.get("/balance/").text, "addresses in the page are relative"
    assert client.get("/balance/static/main.js").status_code == 200
    assert refused(client.post("/balance/assess", json={"profile": {"age": 400}}), 422)


# ---------------------------------------------------------------- refusals


def test_problems_are_those_of_the_library(client: TestClient, kb: br.KnowledgeBase) -> None:
    wrong = {"agee": 34, "pain": {"left_kne": 3}, "sedentary_hours": "30 h/day"}
    document = refused(client.post("/assess", json={"profile": wrong}), 422)
    with pytest.raises(br.FactError) as error:
        kb.assess(wrong)
    assert [problem["found"] for problem in document["problems"]] == [problem.found for problem in error.value.problems]
    assert document["count"] == error.value.count == 3


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"nonsense", 400),
        (b"\xff\xfe{", 400),
        (b"[" * 100_000, 400),
        (b"[" * 41 + b"]" * 41, 400),
        (b'{"profile": ' + b'{"a":' * 60 + b"1" + b"}" * 61, 400),
        (b'{"profile": {"age": 3, "age": 4}}', 400),
        (b'{"profile": {"age": NaN}}', 400),
        (b'{"profile": {"person": "\\ud800"}}', 400),
        (b'{"profile": {"person": "\xed\xa0\xbd"}}', 400),
        ('{"profile": {}}'.encode("utf-16"), 400),
        (b'{"profile": {"age": 1e999}}', 422),
        (b'{"profile": {"age": ' + b"9" * 5000 + b"}}", 400),
        (b'{"profile": []}', 422),
        (b'{"profile": {}, "more": 1}', 422),
        (b'{"profile": {}, "log": {"facts": {"nothing": 1}}}', 422),
        (b'{"profile": {"person": 3}}', 422),
        (b'{"profile": {"date": "yesterday"}}', 422),
        (b"{" + b" " * 1_100_000 + b"}", 413),
    ],
    ids=range(20),
)
def test_bodies_that_cannot_be_used_get_a_problem_document(client: TestClient, body: bytes, status: int) -> None:
    refused(client.post("/assess", content=body, headers=JSON), status)
    assert client.get("/healthz").status_code == 200


def test_other_kinds_of_content_are_refused(client: TestClient) -> None:
    refused(client.post("/assess", content=b"{}", headers={"content-type": "text/plain"}), 415)
    refused(client.post("/assess", data={"profile": "x"}), 415)
    refused(client.get("/assess"), 405)


def test_a_log_that_is_none_is_refused_as_in_the_library(client: TestClient) -> None:
    document = refused(client.post("/training-log?name=a%1b%5b2Jb.csv", content=b"x,y\n1,2\n"), 422)
    assert "\x1b" not in json.dumps(document, ensure_ascii=False)
    refused(client.post("/training-log", content=b"PK\x03\x04nothing"), 422)
    refused(client.post("/training-log?date=soon", content=b""), 422)
    refused(client.post("/training-log?date=1772409600", content=b""), 422)  # which would be read as seconds


def test_a_body_is_counted_as_it_comes_and_must_come_in_time(kb: br.KnowledgeBase) -> None:
    service = app(kb, limits=Limits(body=1000, seconds_to_send=0.2))

    async def sent(chunks: list[bytes], *, whole: bool) -> int:
        """The status of an answer to a body without a length, in chunks, after which nothing comes if not `whole`."""
        waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        statuses: list[int] = []

        async def receive() -> dict[str, Any]:
            if waiting:
                return waiting.pop(0)
            if not whole:
                await asyncio.sleep(60)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            statuses.extend([message["status"]] if message["type"] == "http.response.start" else [])

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "server": ("localhost", 80),
            "root_path": "",
            "path": "/assess",
            "raw_path": b"/assess",
            "query_string": b"",
            "headers": [(b"content-type", b"application/json")],
        }
        await service(scope, receive, send)
        return statuses[0]

    with ThreadPoolExecutor() as beside:  # in this thread the loop of the browser's tests may be running

        def status(chunks: list[bytes], *, whole: bool) -> int:
            return beside.submit(lambda: asyncio.run(sent(chunks, whole=whole))).result()

        assert status([b"{", b"}"], whole=True) == 200
        assert status([b"{", b" " * 600, b" " * 600, b"}"], whole=True) == 413
        assert status([b"{"], whole=False) == 408


def test_a_slow_answer_is_given_up_and_holds_up_nobody(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(app(kb, limits=Limits(seconds_to_answer=0.2, at_once=1)))
    go_on, real = threading.Event(), asking.assessed

    def slow(*arguments: Any) -> Any:
        go_on.wait(60)
        return real(*arguments)

    monkeypatch.setattr(asking, "assessed", slow)
    assert refused(client.post("/questions", json={}), 503)["type"].endswith("too-long")
    assert client.get("/healthz").status_code == 200, "while the thread is still at it"
    assert refused(client.post("/questions", json={}), 503)["type"].endswith("too-long"), "it was never begun"
    go_on.set()


def test_more_than_can_wait_are_told_to_come_again(kb: br.KnowledgeBase) -> None:
    client = TestClient(app(kb, limits=Limits(at_once=1, waiting=-1)))
    assert refused(client.post("/questions", json={}), 503)["type"].endswith("busy")


def test_a_fault_of_ours_is_told_in_short(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr(asking, "assessed", broken)
    response = TestClient(app(kb)).post("/questions", json={})
    assert refused(response, 500)["title"]
    assert "secret" not in response.text


def test_a_fault_that_no_future_passes_on_is_told_at_once(
    kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "assessed", lambda *_: next(iter(())))
    refused(TestClient(app(kb, limits=Limits(seconds_to_answer=600))).post("/questions", json={}), 500)


def test_an_address_with_a_slash_too_many_is_refused(client: TestClient) -> None:
    refused(client.post("/assess/", json={"profile": {}}, follow_redirects=False), 404)


@pytest.mark.parametrize(("body", "right"), [(b'{"a": "[[[["}', True), (b'{"a": "\\"[[[["}', True), (b"[[[]]]", False)])
def test_depth_is_counted_outside_of_texts(body: bytes, right: bool) -> None:
    if right:
        check_json(body, 2)
    else:
        with pytest.raises(BodyRefused):
            check_json(body, 2)


# ---------------------------------------------------------------- any body

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=effort(6, 40))
@given(
    path=st.sampled_from([*POSTS, "/training-log"]),
    body=st.binary(max_size=200) | values.map(lambda v: json.dumps(v).encode()),
)
def test_no_body_is_a_fault(client: TestClient, path: str, body: bytes) -> None:
    response = client.post(path, content=body, headers=JSON)
    assert response.status_code in {200, 400, 413, 415, 422, 501}, response.text
    assert response.status_code == 200 or refused(response, response.status_code)


@settings(max_examples=effort(6, 40))
@given(data=st.data())
def test_no_person_is_a_fault(client: TestClient, kb: br.KnowledgeBase, data: st.DataObject) -> None:
    """Requests of the right shape, about people who may be anything."""
    names = st.sampled_from(sorted(kb.knowledge.attributes))
    facts = st.sampled_from(sorted(kb.knowledge.facts))
    answers = values | st.sampled_from(["none", "yes", "5 kg", True, 3, {"left": 3}, {"others": "none"}, ["left"]])
    profile = data.draw(st.dictionaries(names | facts | st.text(max_size=8), answers, max_size=5))
    more: dict[str, Any] = data.draw(
        st.sampled_from(
            [
                {"ask": "how"},
                {"ask": "why_not", "name": "prolonged_sitting"},
                {"ask": "missing"},
                {"ask": "what_if"},
                {"ask": "why_asked", "name": "pain"},
                {"ask": "why", "name": "\u202e"},
                {"ask": "how", "name": "back_squat"},
            ]
        )
    )
    path, extra = data.draw(st.sampled_from([("/assess", {"form": "page"}), ("/explain", more), ("/questions", {})]))
    response = client.post(path, json={"profile": profile, **extra})
    assert response.status_code in {200, 400, 422}, response.text
    assert response.status_code == 200 or refused(response, response.status_code)
