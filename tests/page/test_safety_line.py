"""The first line of the page: what is to be done today, and nothing beside it that takes it back."""

from __future__ import annotations

import balance_rules as br
from balance_rules.report.as_text import one_by_one, stopped
from balance_rules.text.wording import widest

ASKED = {"conditions": "none", "surgery": "none", "acute_strain": "none"}


def ticked(*flags: str, **more: object) -> dict[str, object]:
    return {**ASKED, "screening": {**dict.fromkeys(flags, True), "others": "none"}, "pain": "none", **more}


def test_what_a_later_visit_lets_go_on_does_not_stand_beside_a_stop(kb: br.KnowledgeBase) -> None:
    child = kb.assess(ticked("limping", age=12, pain={"right_knee": 5, "others": "none"}))
    safety = child.summary().safety
    assert safety.state == "stop"
    assert "No sport and no training." in safety.text
    assert "goes on" not in safety.text
    assert "Say there too: a limp, or a hip that has lost its inward turn." in safety.text


def test_every_reason_to_be_seen_has_its_name_on_the_page(kb: br.KnowledgeBase) -> None:
    many = ("limb_numbness", "family_sudden_death", "weakened_immunity", "cancer_history")
    found = kb.assess(ticked(*many, age=50))
    sent = [r.title.lower() for r in found.referrals if r.state == "refer"]
    assert len(sent) >= len(many)
    assert [title for title in sent if title not in found.summary().safety.text.lower()] == []


def test_what_waits_is_said_once_in_its_widest_form(kb: br.KnowledgeBase) -> None:
    facts = ticked("weakened_immunity", "long_term_steroids", pain={"neck": 6, "others": "none"})
    facts["conditions"] = ["uncontrolled_diabetes", "eye_disease"]
    safety = kb.assess(facts).summary().safety
    (waits,) = [words for label, words in stopped(safety) if label.startswith("Waits")]
    kinds = waits.rstrip(".").split("; ")
    assert "heavy effort" in kinds
    assert "maximal effort" not in kinds
    assert kinds == widest(kinds)


def test_a_number_that_no_list_answers_is_asked_by_its_sites(kb: br.KnowledgeBase) -> None:
    sites = {"neck": 6, "left_wrist": 5, "right_wrist": 5, "low_back": 3, "others": "none"}
    asked = [q.question for q in kb.assess(ticked(pain=sites, age=50)).summary().ask]
    weeks = [text for text in asked if text.startswith("For how many weeks has")]
    assert weeks
    assert all("(Also: " in text and "none" not in text for text in weeks)


def test_a_client_is_not_asked_to_know_a_list_by_heart(kb: br.KnowledgeBase) -> None:
    asked = [q.question for q in kb.assess({"pain": {"right_shoulder": 7}}).summary(reader="client").ask]
    assert any(text.startswith("Warning sign: your coach reads you a list") for text in asked)


def test_one_flag_that_is_ticked_hides_none_that_was_not_asked(kb: br.KnowledgeBase) -> None:
    numb = {**ASKED, "screening": {"limb_numbness": True}, "pain": "none", "age": 40}
    some = kb.assess(numb).summary().safety
    assert some.state == "see"
    assert "Screening is not complete: " in some.text
    assert "Screening" not in kb.assess({**numb, **ticked("limb_numbness"), "age": 40}).summary().safety.text
    calf = kb.assess({**ASKED, "screening": {"calf_tenderness": True}, "pain": "none"}).summary().safety
    assert calf.state == "stop"
    assert "emergencies not ruled out." in calf.text


OLD = {**ASKED, "screening": "none", "pain": "none", "age": 84, "sex": "male", "training_experience": "beginner"}
FALLER = {**OLD, "falls_last_year": 2, "unsteady_on_the_feet": True, "gait_speed": 0.6, "chair_stands_in_30_seconds": 6}
PRESSURE = {"resting_systolic_pressure": 138, "resting_diastolic_pressure": 80, "equipment": "none"}


def test_falls_are_looked_at_before_they_are_trained_against(kb: br.KnowledgeBase) -> None:
    (falls,) = [p for p in kb.assess({**FALLER, **PRESSURE}).summary().points if p.id == "falls"]
    assert falls.do[0] == "Have the falls looked at"


def test_nothing_is_measured_again_that_nobody_can_change(kb: br.KnowledgeBase) -> None:
    again = [row.measure for row in kb.assess({**FALLER, **PRESSURE}).summary().retest]
    assert "Usual walking speed" in again
    assert "Age" not in again
    knee = {"surgery": {"left_acl_reconstruction": True, "others": "none"}, "age": 23, "sport": "football"}
    weeks = {"weeks_since_surgery": {"left_acl_reconstruction": 10}, "pain": {"left_knee": 3, "others": "none"}}
    short = kb.assess({**OLD, **knee, **weeks, "training_experience": "intermediate"}).summary()
    assert any("ACL" in point.says for point in short.points)
    assert [row.measure for row in short.retest if row.measure.startswith("Weeks since")] == []


def test_each_reason_to_be_seen_is_a_paragraph_of_the_page(kb: br.KnowledgeBase) -> None:
    facts = ticked("groin_pain_from_running", "chest_pain", age=24, sex="female")
    facts["conditions"] = ["missed_periods"]
    safety = kb.assess(facts).summary().safety
    first, second, *more = one_by_one(safety)
    assert (first[:7], second[:7]) == ("Today: ", "Today: ")
    assert [text.partition(":")[0] for text in more] == ["Say there too"]
    assert " ".join([first, second, *more]) == safety.text


def test_a_client_is_not_asked_what_an_examiner_finds(kb: br.KnowledgeBase) -> None:
    facts = {**OLD, "age": 12, "goal": ["sprint_jump_performance"], "sport": "volleyball", "equipment": "none"}
    found = kb.assess(facts)
    coach, client = found.summary(), found.summary(reader="client")
    asked, told = coach.ask, client.ask
    examined = {ask.number for ask in asked if "examiner" in ask.question}
    assert examined, "the coach is asked"
    assert [ask.number for ask in told] == [ask.number for ask in asked if ask.number not in examined]
    assert [(heard.number, heard.id) for heard in client.heard] == [(heard.number, heard.id) for heard in coach.heard]


def test_a_pain_without_a_remedy_still_gets_what_to_watch_for(kb: br.KnowledgeBase) -> None:
    short = kb.assess(ticked(age=30, pain={"abdomen": 3, "others": "none"})).summary()
    (point,) = [point for point in short.points if point.id == "chest_and_belly"]
    assert point.do or point.not_yet


def test_who_was_refused_by_a_doctor_is_not_told_to_wait_for_one(kb: br.KnowledgeBase) -> None:
    def refused(flag: str) -> str:
        visit = {flag: {"date": "2026-11-01", "cleared": False}}
        safety = kb.assess(ticked(flag, age=30, sex="female", seen=visit)).summary().safety
        return " ".join([safety.text, *safety.not_for_now, *safety.waits])

    assert "No training that loads the body until a doctor allows it." in refused("chest_pain")
    assert refused("fainting").startswith("No strength training. Seen by a doctor, who has not allowed training: ")
    assert not any("ntil a doctor has looked" in refused(flag) for flag in ("chest_pain", "fainting"))


def test_a_region_of_several_parts_is_no_list_of_its_own(kb: br.KnowledgeBase) -> None:
    arm = {"pain": {"left_shoulder": 9, "others": "none"}, "age": 24}
    (waits,) = [words for label, words in stopped(kb.assess(ticked(**arm)).summary().safety) if label != "For now"]
    assert "loads the shoulder or the elbow, wrist and hand" in waits


def test_a_measure_is_no_question_beside_those_that_it_is_computed_from(kb: br.KnowledgeBase) -> None:
    sore = {"screening": "none", "conditions": "none", "surgery": "none", "pain": {"left_calf": 5, "others": "none"}}
    person = kb.assess({**sore, "acute_strain": "none"})
    assert {"heel_raise_most", "heel_raise_reps[left]"} <= {question.fact for question in person.questions}
    asked = " ".join(one.question for one in person.summary().ask)
    assert "raises can the left leg do" in asked
    assert "better side" not in asked


def test_a_plain_no_of_a_doctor_is_heard_whatever_it_was_asked_for(kb: br.KnowledgeBase) -> None:
    well = dict.fromkeys(("screening", "conditions", "surgery", "acute_strain", "pain"), "none")
    person = kb.assess({**well, "medical_clearance": "no"})
    assert person.summary().safety.state == "careful"
    assert person.summary().safety.not_for_now[0].lower().startswith("no strength training")
    lifts = [e for e in kb.knowledge.exercises.values() if e.category == "compound"]
    assert lifts
    assert all(person._judged.truths[exercise.id] < 0 for exercise in lifts)


def test_a_no_of_a_doctor_comes_before_what_is_narrower_however_much_is_restricted(kb: br.KnowledgeBase) -> None:
    hurt = {"low_back": 6, "left_shoulder": 6, "right_knee": 7, "others": "none"}
    told = {"screening": "none", "conditions": ["osteoporosis", "hernia"], "medical_clearance": "no", "pain": hurt}
    assessment = kb.assess(told)
    safety = assessment.summary().safety
    assert safety.more > 0, "more is restricted than there is room for"
    assert safety.not_for_now[0] == "No strength training while a doctor, surgeon or midwife says no"
    active = [r for r in assessment.restrictions if r.state == "active" and r.until_seen is None]
    refused = [sum(r.id in e.restrictions for e in kb.knowledge.exercises.values()) for r in active]
    assert refused == sorted(refused, reverse=True)


def test_an_illness_that_no_rule_knows_is_told_and_not_called_clear(kb: br.KnowledgeBase) -> None:
    well = dict.fromkeys(("screening", "surgery", "acute_strain", "pain"), "none")
    safety = kb.assess({**well, "conditions": ["other_condition"]}).summary().safety
    assert safety.state == "see"
    assert "nothing here takes account of it" in safety.text
    agreed = kb.assess({**well, "conditions": ["other_condition"], "medical_clearance": "yes"})
    assert agreed.summary().safety.state == "clear"


def test_a_client_can_train_by_the_page_alone(kb: br.KnowledgeBase) -> None:
    well = dict.fromkeys(("screening", "conditions", "surgery", "acute_strain", "radiating_leg_pain"), "none")
    told = {
        "pain": {"left_knee": 3, "others": "none"},
        "pain_weeks": {"left_knee": 8},
        "age": 50,
        "knee_pain_pattern": {"left": "joint"},
    }
    person = kb.assess({**well, **told, "training_experience": "beginner", "sessions_available": 2})
    week = kb.programme(person)
    client, coach = (person.summary(week, reader=reader).week for reader in ("client", "coach"))
    items = [item for session in client.sessions for item in session.items]
    assert items
    assert all(", rest " in item.dose for item in items)
    assert any(" to spare, rest " in item.dose for item in items)
    assert "Walking break (3–7 sessions a week" in " ".join(client.habits)
    assert not any("rest" in item.dose for session in coach.sessions for item in session.items)


def test_a_limit_of_pain_that_is_passed_at_rest_is_told_as_pain_that_grows(kb: br.KnowledgeBase) -> None:
    well = dict.fromkeys(("screening", "conditions", "surgery", "acute_strain", "radiating_leg_pain"), "none")
    told = {
        "pain": {"left_groin": 5, "others": "none"},
        "pain_weeks": {"left_groin": 6},
        "age": 33,
        "equipment": "none",
    }
    person = kb.assess({**well, **told, "groin_pain_worse_with": {"left": "other"}, "sessions_available": 2})
    (rule,) = (rule for rule in kb.programme(person).stop_rules if "pinch" in rule)
    assert "pain above 3 of 10 (where it is above that before the set, left groin 5 now: pain that grows" in rule
