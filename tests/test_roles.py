"""The knowledge says which attribute tells pain, goals, red flags: under other names all is as under the usual ones."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.knowledge import bundled_folder
from balance_rules.model import Roles

COMPLAINTS = """\
- {id: <pain>, title: "Pain, {site}", type: number, for: site, unit: points, range: [0, 10], resolution: 1, absent: 0,
   question: "How much does the {site} hurt?", how: As told., effort: 1}
- {id: <pain_weeks>, title: "Duration of pain, {site}", type: number, for: site, unit: weeks, range: [0, 500],
   resolution: 1, question: "For how long has the {site} hurt?", how: As told., effort: 1, silent: Ours.}
- {id: <goal>, title: "Goal, {goal}", type: boolean, for: goal, absent: false, question: "Is {goal} a goal?",
   how: As told., effort: 1, silent: Ours.}
- {id: <seen>, title: "Seen by a doctor, {complaint}", type: category, for: complaint, ordered: true, unstated: not_yet,
   values: {not_yet: not yet, "no": no training, with_limits: with limits, "yes": training allowed}, dated: cleared,
   question: "What did the doctor say ({complaint})?", how: As told., effort: 1}
- {id: <sessions_available>, title: Sessions there is time for, type: number, unit: sessions/week, range: [0, 14],
   resolution: 1, question: How often is there time?, how: As told., effort: 1, silent: Ours.}
- {id: <age>, title: Age, type: number, unit: years, range: [5, 110], resolution: 1, question: How old?, how: As told.,
   effort: 1, silent: Ours.}
- {id: <sessions_per_week>, title: Sessions, type: number, unit: sessions/week, range: [0, 14], resolution: 0.5,
   question: How often do you train?, how: As told., effort: 1, silent: Ours.}
"""
CARE = """\
id: knee_care
title: Care for the left knee
kind: care
answers: []
sites: [left_knee]
prescribe: [{"<pain>[left_knee]": {ge: 3}}]
needs: []
instructions: [Go easy.]
retest: {measures: [<pain>], after_weeks: 4}
conventions: {<pain>: Ours.}
cases: []
"""
THEMES = "- {id: knees, title: Knees, findings: [], sites: [left_knee], goals: [run]}\n"
OTHER = Roles(**{field.name: f"zz_{field.name}" for field in fields(Roles)})


def knowledge(folder: Path, roles: Roles) -> br.KnowledgeBase:
    """Write and load the small knowledge with a painful knee and a goal, under the names of `roles`."""
    usual, said = asdict(Roles()), asdict(roles)

    def named(text: str) -> str:
        for role, name in said.items():
            text = text.replace(f"<{role}>", name)
            text = re.sub(rf"(?<=- id: ){usual[role]}\b|\b{usual[role]}(?=\[)", name, text)
        return text

    planning = (
        (Path(str(bundled_folder())) / "programming.yaml").read_text(encoding="utf-8").partition("\nbalanced:")[0]
    )
    stated = "".join(f"  {role}: {name}\n" for role, name in said.items() if name != usual[role])
    more = {
        "knowledge.yaml": FILES["knowledge.yaml"] + (f"roles:\n{stated}" if stated else ""),
        "domains.yaml": f"{FILES['domains.yaml']}site: {{left_knee: {{label: left knee}}, neck: {{label: neck}}}}\n"
        "goal: {run: {label: to run}, lift: {label: to lift}}\n",
        "attributes/complaints.yaml": COMPLAINTS,
        "prescriptions/knee_care.yaml": CARE,
        "themes.yaml": THEMES,
        "programming.yaml": f"{planning}\nbalanced: []\nevidence: []\nconventions: {{}}\n",
    }
    texts = {path: text for path, text in {**FILES, **more}.items() if isinstance(text, str)}
    files = {path: named(text) for path, text in texts.items()}
    return br.load(write_knowledge(folder, files=files), bundled=False)


def person(roles: Roles) -> dict[str, object]:
    return {
        roles.pain: {"left_knee": 5, "neck": 2},
        roles.pain_weeks: {"left_knee": 10},
        roles.goal: ["run", "lift"],
        roles.sessions_available: 3,
        roles.experience: "beginner",
        roles.equipment: ["barbell"],
        roles.age: 40,
        roles.flags: ["saddle_numbness"],
        roles.seen: {"saddle_numbness": "with_limits"},
        roles.weekly_sets: {"hamstrings": 4},
        "hamstring_torque": {"left": 80},
        "quadriceps_torque": {"left": 200},
        "hamstring_pain": "none",
    }


def told(kb: br.KnowledgeBase, roles: Roles, profile: dict[str, object]) -> list[str]:
    """Return all that is said of a person, with the usual names in place of others."""
    assessed = kb.assess(profile, engine="compiled")
    texts = [assessed.to_markdown(reader=reader) for reader in ("coach", "client")]
    texts += [str(assessed), assessed.to_json(), str(assessed.missing()), str(assessed.priorities)]
    for name, usual in zip(asdict(roles).values(), asdict(Roles()).values(), strict=True):
        texts = [re.sub(rf"\b{name}\b", usual, text) for text in texts]
    return [text.replace(kb.hash, "#").replace(kb.hash[:12], "#") for text in texts]


@pytest.mark.parametrize("renamed", [{"pain": "sore"}, asdict(OTHER)], ids=["pain", "all"])
def test_under_other_names_the_page_and_the_advice_are_the_same(tmp_path: Path, renamed: dict[str, str]) -> None:
    usual, other = Roles(), Roles(**renamed)
    ours, theirs = knowledge(tmp_path / "a", usual), knowledge(tmp_path / "b", other)
    first = told(ours, usual, person(usual))
    assert told(theirs, other, person(other)) == first
    assert "Pain, left knee, 5 of 10" in first[0]
    assert "Within the limits that the doctor named, training is allowed" in first[0]
    nothing = {"sitting": 4}
    assert told(theirs, other, nothing) == told(ours, usual, nothing)


def test_a_log_tells_weekly_sets_and_sessions_under_the_names_of_the_knowledge(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    name = next(iter(knowledge(tmp_path / "c", OTHER).knowledge.exercises.values())).name
    sets = [f'2026-03-0{day} 10:00:00,Legs,1h,"{name}",{n},60,10,0,0,,,' for day in (1, 3, 5) for n in (1, 2, 3)]
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    log.write_text("\n".join([header, *sets]) + "\n", encoding="utf-8")
    ours, theirs = knowledge(tmp_path / "a", Roles()), knowledge(tmp_path / "b", OTHER)
    first, other = (kb.read_facts({"date": "2026-03-06"}, log).values for kb in (ours, theirs))
    assert first["weekly_sets[hamstrings]"] == other["zz_weekly_sets[hamstrings]"] > 0
    assert first["sessions_per_week"] == other["zz_sessions_per_week"] > 0


def test_a_later_folder_sets_a_role_and_keeps_the_rest(tmp_path: Path) -> None:
    header = "name: ours\nversion: 1.0.0\nlicence: CC0-1.0\n"
    for folder, roles in (("one", "{pain: ache, goal: aim}"), ("two", "{pain: sore}"), ("three", "{}")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "knowledge.yaml").write_text(f"{header}roles: {roles}\n", encoding="utf-8")
    (tmp_path / "one" / "attributes").mkdir()
    (tmp_path / "one" / "domains.yaml").write_text("site: {knee: {label: knee}}\n", encoding="utf-8")
    attribute = "{{id: {}, title: T, type: boolean, for: site, question: Q?, how: H., effort: 1}}"
    texts = [f"- {attribute.format(name)}\n" for name in ("ache", "aim", "sore")]
    (tmp_path / "one" / "attributes" / "all.yaml").write_text("".join(texts), encoding="utf-8")
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    assert br.load(one, two, three, bundled=False).knowledge.roles == Roles(pain="sore", goal="aim")
    assert br.load(one, bundled=False).knowledge.roles == Roles(pain="ache", goal="aim")
    assert br.load(one, two, bundled=False).hash != br.load(two, one, bundled=False).hash


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        ("{pain: sitings}", "'sitings'; expected the id of a known attribute. Write 'sitting'?"),
        ("{pain: sitting}", "'sitting', which has no instances; expected an attribute with 'for'"),
        ("{experience: equipment}", "'equipment', which has instances; expected an attribute without 'for'"),
        ("{seen: screening}", "'screening'; expected a category with the values with_limits and yes"),
        ("{pains: sitting}", "the key 'pains'"),
    ],
)
def test_a_role_that_no_attribute_can_have_is_refused_where_it_stands(tmp_path: Path, roles: str, found: str) -> None:
    files = {"knowledge.yaml": f"{FILES['knowledge.yaml']}roles: {roles}\n"}
    with pytest.raises(br.KnowledgeError) as caught:
        br.load(write_knowledge(tmp_path, files=files), bundled=False)
    assert found in str(caught.value)
    assert f"{tmp_path.name}/knowledge.yaml:4:" in str(caught.value)
    assert len(caught.value.problems) == 1


def test_a_date_before_birth_is_told_under_the_name_of_the_age(tmp_path: Path) -> None:
    for roles in (Roles(), OTHER):
        kb = knowledge(tmp_path / roles.age, roles)
        dated = {"saddle_numbness": {"date": "1980-01-01", "cleared": "yes"}}
        with pytest.raises(br.FactError, match="before the person was born"):
            kb.read_facts({"date": "2026-03-02", roles.age: 40, roles.seen: dated})
