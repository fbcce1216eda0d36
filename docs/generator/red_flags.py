"""What each red flag does: by itself, and with what else it does more."""

from __future__ import annotations

from balance_rules.inference.kernel import compiled
from balance_rules.model import Referral, Truth, facts_read, name_of
from balance_rules.semantics import judge
from balance_rules.text.wording import deciding
from docs.generator.book import RED_FLAGS, REFERRALS, Book, document, enumeration, escape, link, table

MOST_PARTNERS = 6


def red_flags_page(book: Book) -> str:
    """Return the page that tells, of every red flag, what it does alone and with which partner it does more."""
    flags = [fact for fact in book.knowledge.facts if name_of(fact) == book.knowledge.roles.flags]
    rows = [[escape(_label(book, fact)), _alone(book, fact), _with_partner(book, fact)] for fact in flags]
    return document(
        "# What each red flag does",
        "Every red flag that is ticked is heard, whatever else is known of the person: `balance-rules verify` proves "
        "it for each (V19). This is what a flag does by itself, with nothing else known, and what it does more with "
        f"something beside it. What each referral says and stops is under {link(RED_FLAGS, 'referrals', REFERRALS)}.",
        table(["red flag", "alone", "with"], rows),
    )


def _label(book: Book, fact: str) -> str:
    return book.knowledge.facts[fact].label(fact).partition(", ")[2]


def _alone(book: Book, fact: str) -> str:
    truths = dict(
        zip((name for name, _ in book.knowledge.judged), compiled(book.knowledge).run({fact: 1}).truths, strict=True)
    )
    raised = [r for r in book.knowledge.referrals if truths[r.id] > 0]
    return "; ".join(_told(book, referral) for referral in raised)


def _with_partner(book: Book, fact: str) -> str:
    """Return the referrals that read a flag and are open while it is all that is known, each with what would decide."""
    found = []
    for referral in book.knowledge.referrals:
        proof = judge(referral.condition, {fact: 1}, {})
        if fact in facts_read(referral.condition) and proof.truth is Truth.UNKNOWN:
            leaves = deciding(proof, Truth.UNKNOWN)
            names = dict.fromkeys(name for leaf in leaves for name in facts_read(leaf.condition))
            labels = [book.knowledge.facts[name].label(name) for name in names]
            more = [f"{len(labels) - MOST_PARTNERS} more"] if len(labels) > MOST_PARTNERS else []
            shown = [*labels[:MOST_PARTNERS], *more]
            found.append(f"{escape(enumeration(shown, 'or'))}: {_told(book, referral)}")
    return "; ".join(found)


def _told(book: Book, referral: Referral) -> str:
    return f"{link(RED_FLAGS, referral.title, REFERRALS, referral.name)} ({referral.urgency.words.lower()})"
