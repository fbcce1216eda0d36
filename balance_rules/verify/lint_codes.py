"""What each code of lint asks of the knowledge, and why: the table from which its page is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LintCode:
    """One question of lint: what is wrong where it says no, why that matters, how to fix it, and an example."""

    wrong: str
    why: str
    fix: str
    example: str


LINT_CODES: Mapping[str, LintCode] = MappingProxyType(
    {
        "L01": LintCode(
            "A case comes out otherwise than it expects.",
            "A case is the author's own word on one person; the condition says something else.",
            "Change whichever of the two is not what you mean.",
            "when: {sitting_hours: {gt: 7}}\n"
            "cases: [{name: seven hours, given: {sitting_hours: 7}, expect: fires}]  # 7 is not above 7",
        ),
        "L02": LintCode(
            "No case shows one of the three outcomes.",
            "Unknown never counts as no: each statement shows what it does of somebody of whom little is known, too.",
            "Add a case that fires, one that is silent and one that is undecided (given, refused, withheld).",
            "cases: [{name: sits long, given: {sitting_hours: 9}, expect: fires}]  # nobody for whom it is silent",
        ),
        "L03": LintCode(
            "No case stands exactly at a threshold.",
            "Whether the value itself counts is decided by one sign, and a case is what notices a wrong one.",
            "Add a case with the very number of the comparison.",
            "when: {sitting_hours: {gt: 7}}  # and no case with 7",
        ),
        "L04": LintCode(
            "A comparison could be negated, and every case would come out the same.",
            "What no case depends on may be wrong without anybody seeing it.",
            "Add a case whose outcome changes with this comparison alone.",
            "when: {all: [sitting_hours: {gt: 7}, age: {ge: 18}]}  # and no case of somebody younger",
        ),
        "L05": LintCode(
            "A number has neither a source nor an owner.",
            "A reader must be able to tell what was measured from what somebody chose.",
            "Name the attribute in 'supports' of the source that gives the number, or own it in 'conventions'.",
            "conventions: {sitting_hours: Seven is where the risk in the cohort begins to rise; the line is ours.}",
        ),
        "L06": LintCode(
            "'supports' names something that is no attribute.",
            "It would seem to carry a number, and carries none.",
            "Name the attribute whose number the source gives.",
            "evidence: [{source: some_2020, supports: [siting_hours]}]  # sitting_hours",
        ),
        "L07": LintCode(
            "A statement has neither a source nor a convention.",
            "What rests on nothing must not be said; what rests on us must say so. A draft may wait.",
            "Cite what speaks for it, or own it in 'conventions' with the reason.",
            "evidence: []\nconventions: {}",
        ),
        "L08": LintCode(
            "A word claims more than the knowledge can.",
            "The library tells the certainty of a finding and the grade of evidence: no probability, no diagnosis.",
            "Say certainty of a finding, or grade of evidence.",
            "because: the likelihood of an injury is high  # likelihood",
        ),
        "L09": LintCode(
            "A rule stands in the folder of another stratum.",
            "The folder tells a reader what a rule may read: facts alone, or findings below it.",
            "Move the file to the folder that the message names.",
            "# rules/1_from_facts/chain.yaml\nwhen: {hamstring_weakness[left]: {at_least: low}}  # reads a finding",
        ),
        "L10": LintCode(
            "A popular claim has no source on either side.",
            "A verdict without sources is one more claim.",
            "Cite what was found, for it or against it.",
            "verdict: unsupported\nfor: []\nagainst: []",
        ),
        "L11": LintCode(
            "A claim that is unsupported or contradicted adds to a finding.",
            "What studies do not bear out must not make a finding more certain.",
            "Let the claim speak for itself, beside the finding; take the rule out of 'carried_by', or out.",
            "verdict: contradicted\ncarried_by: [some_rule]",
        ),
        "L12": LintCode(
            "No rule concludes a finding.",
            "It can never be told of anybody.",
            "Write a rule for it, or remove it.",
            "- {id: lonely, title: Lonely, family: weakness, meaning: Nothing concludes it.}",
        ),
        "L13": LintCode(
            "Nothing rests on a source.",
            "A source that nobody cites is one that nobody checks.",
            "Cite it where it belongs, or remove its file.",
            "# evidence/unused_2001.yaml, and no statement that names unused_2001",
        ),
        "L14": LintCode(
            "A referral does not say first how soon, or names a time that is slower than its urgency.",
            "The first sentence is what somebody in trouble reads.",
            "Say it in the words that the message names: today, this week, an ambulance.",
            "urgency: same_day\naction: See a doctor.  # today",
        ),
        "L15": LintCode(
            "No prescription answers a finding.",
            "Whoever is told of something must be told what to do about it.",
            "Name the finding in the 'answers' of a prescription.",
            "answers: [hamstring_weakness]",
        ),
        "L16": LintCode(
            "A source does not say who wrote it, what it is called, where it stands, or when it came out.",
            "A reader must be able to find the very paper.",
            "Look the source up, and write what it says of itself.",
            "authors: Author A and others, not recorded",
        ),
        "L17": LintCode(
            "A source's address is at a place that nobody judged to be a home of sources.",
            "Copies, catalogues and blogs vanish, change and retell.",
            "Give the DOI or the PubMed number, or the publisher's or body's own page.",
            "url: https://www.scribd.com/document/1",
        ),
        "L18": LintCode(
            "Nobody has said where a source was read.",
            "Nothing is cited from memory.",
            "Read it, its abstract at least, and say in 'verified' where and how much.",
            "verified: null",
        ),
        "L19": LintCode(
            "Two files have the DOI or the number of one study.",
            "One study cited twice looks like two.",
            "Keep one file, and cite that.",
            "# evidence/one_2020.yaml and evidence/one_2020_again.yaml\npmid: '12345'",
        ),
        "L20": LintCode(
            "A referral that reads red flags can hold without any of them.",
            "A visit to a doctor lifts the flags; what needs none of them would never be lifted.",
            "Write what needs no flag as a referral of its own.",
            "when: {any: [screening[night_pain]: true, pain[low_back]: {ge: 8}]}",
        ),
        "L21": LintCode(
            "An attribute says that nothing is concluded from it, and a condition reads it.",
            "Who asks for it would be told a wrong reason.",
            "Remove 'silent' from the attribute.",
            "silent: It is written down for the coach alone.",
        ),
        "L22": LintCode(
            "An error of measurement has neither a source nor an owner.",
            "It decides which change counts as real.",
            "Name the 'source' in which it was read, or own it in 'convention'.",
            "error: {mdc95: 12 %, protocol: one rater, a week apart}",
        ),
        "L23": LintCode(
            "A rule speaks of a difference between the sides that may be error of measurement alone.",
            "Left and right of a healthy person never read the same.",
            "Move the cut-off beyond the error, or say in 'conventions: {error: …}' why it stands inside.",
            "when: {hop_share[left]: {lt: 97}}  # and two hops of one leg differ by 6 %",
        ),
        "L24": LintCode(
            "No theme has a finding.",
            "Themes merge what has one cause or remedy; a finding outside them is missing among the priorities.",
            "Name it in a theme of themes.yaml.",
            "- {id: hamstrings, title: Hamstrings, findings: [hamstring_weakness], sites: [], goals: []}",
        ),
        "L25": LintCode(
            "A rung is not reached, or gives what nobody can have together.",
            "A rung says what a rule by itself does to its finding; the rules say something else.",
            "Change the level, or what is given. What may speak against the finding counts until it is ruled out.",
            "rungs: [{level: moderate, given: {sitting_hours: 9}}]  # the finding is low",
        ),
        "L26": LintCode(
            "The level of a rung is the same without the rule.",
            "The rung shows nothing of the rule: it could be dropped, or weigh another amount.",
            "Give what only this rule turns into that level, or less.",
            "rungs: [{level: low, given: {sitting_hours: 9, standing_breaks: 0}}]  # another rule alone makes it low",
        ),
        "L27": LintCode(
            "Two thresholds of an attribute lie one step apart, so that a value between them is on one side of both.",
            "No rounding could keep such a value on its own side.",
            "Refine the resolution of the attribute, or move a threshold.",
            "# resolution 1: one rule asks {gt: 58}, another {lt: 59}; 58.5 is both",
        ),
    }
)
