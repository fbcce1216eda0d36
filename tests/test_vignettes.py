"""Short stories of people: who must be seen, how soon, and what they must and must not be given meanwhile.

A vignette is a file of `tests/vignettes`:

    about: …                            # the story, and where the presentation comes from
    kind: emergency                     # emergency, same_day, soon, routine or ordinary
    profile: {…}                        # as a coach would type it
    refer: {how_soon: same_day}         # the least haste accepted
    must_not_give: {regions: [knee]}    # not cleared: regions, exercises, all, or maximal efforts (tests)
    must_give: [...]                    # prescriptions, or kinds of them, of which each is given
    must_clear: [biceps_curl]           # exercises that stay open
    not_referred: true                  # nobody is sent

A file of many stories lists them under `vignettes`, each with a `name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from effort import effort

from balance_rules import Assessment, KnowledgeBase
from docs.generator.vignettes import stories

HASTE = ("emergency", "same_day", "soon", "routine")
KEYS = {"name", "about", "kind", "profile", "refer", "must_not_give", "must_give", "must_clear", "not_referred"}


STORIES = dict(stories())
# Of each, what is given is read from the truths; of these it is compared with what the person is told, which takes ten
# times as long.
TOLD = frozenset(list(STORIES)[:: effort(32, 1)])


def test_vignettes(kb: KnowledgeBase) -> None:
    """One test for all of them, with the name of every story that fails: a test of each costs more than to judge it."""
    told = []
    for name, story in STORIES.items():
        assert set(story) <= KEYS, f"{name}: {set(story) - KEYS}"
        assert (KEYS - {"name", "about", "kind", "profile"}) & set(story), f"{name} expects nothing"
        assert story["kind"] in (*HASTE, "ordinary"), f"{name}: {story['kind']}"
        assessment = kb.assess(story["profile"], engine="experta" if name in TOLD else "compiled")
        told += [f"{name}: {failure}" for failure in _failures(kb, assessment, story)]
        if name in TOLD:
            given = {advice.id for advice in assessment.prescriptions if advice.state == "given"}
            told += [f"{name}: told otherwise of {one}" for one in sorted(given ^ set(_given(kb, assessment)))]
    assert not told, "\n".join(told)


def _failures(kb: KnowledgeBase, assessment: Assessment, story: dict[str, Any]) -> Iterator[str]:
    referred = {result.id: result.urgency for result in assessment.referrals if result.state == "refer"}
    soonest = min((HASTE.index(urgency) for urgency in referred.values()), default=len(HASTE))
    if "refer" in story and soonest > HASTE.index(story["refer"]["how_soon"]):
        yield f"not seen {story['refer']['how_soon']}, but {dict(referred) or 'not at all'}"
    if story.get("not_referred") and referred:
        yield f"referred by {referred}"
    forbidden = story.get("must_not_give", {})
    assert set(forbidden) <= {"all", "regions", "exercises", "tests"}, forbidden
    yield from _given_too_much(kb, assessment, forbidden)
    if story["kind"] in ("emergency", "same_day"):
        yield from (f"{name} is given before anybody has looked" for name in _more_than_being_seen(kb, assessment))
    open_ = {condition for condition, truth in _truths(assessment).items() if truth > 0}
    for name in story.get("must_clear", []):
        if name not in open_:
            yield f"{name} is not cleared"
    if "must_give" in story:
        given = _given(kb, assessment)
        for wanted in story["must_give"]:
            if wanted not in {*given, *given.values()}:
                yield f"{wanted} is not given; given are {sorted(given)}"


def _more_than_being_seen(kb: KnowledgeBase, assessment: Assessment) -> set[str]:
    """Return what is given beside safety nets and the words that somebody should look."""
    given = _given(kb, assessment)
    return {name for name, kind in given.items() if kind != "safety_net" and not name.startswith("have_")}


def _given(kb: KnowledgeBase, assessment: Assessment) -> dict[str, str]:
    """Return what is given with its kind."""
    truths = _truths(assessment)
    return {each.id: each.kind for each in kb.knowledge.prescriptions if truths[each.id] > 0}


def _truths(assessment: Assessment) -> Mapping[str, int]:
    return assessment._judged.truths


def _given_too_much(kb: KnowledgeBase, assessment: Assessment, forbidden: dict[str, Any]) -> Iterator[str]:
    truths = _truths(assessment)
    cleared = {name for name in kb.knowledge.exercises if truths[name] > 0}
    if forbidden.get("all") and cleared:
        yield f"cleared: {sorted(cleared)}"
    for region in forbidden.get("regions", []):
        loads = {name for name in cleared if region in kb.knowledge.exercises[name].regions}
        if loads:
            yield f"cleared though it loads the {region}: {sorted(loads)}"
    if forbidden.get("tests"):
        hardest = {name for name in cleared if dict(kb.knowledge.exercises[name].loading)["effort"] == "maximal"}
        if hardest:
            yield f"maximal tests and efforts are cleared: {sorted(hardest)}"
    for name in forbidden.get("exercises", []):
        assert name in kb.knowledge.exercises, f"no exercise {name}"
        if name in cleared:
            yield f"{name} is cleared"
