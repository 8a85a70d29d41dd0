"""How this record reads a position's words: the stance, whose it is, what bounds it."""

import re
from datetime import date

from dashboard.citing import attribution_rules as rules
from dashboard.record import dates
from dashboard.record.schema import Row
from dashboard.text.phrases import between, isolated_if_rtl, name


def reading(row: Row) -> str:
    """
    Return the sentence on the stance that this record reads in a position's words.
    """
    holder, issue = _holder(row), isolated_if_rtl(as_noun(row))
    owned = f"{holder}'s "
    if issue.startswith(owned) and not row["actor"]:
        issue = f"its own {issue[len(owned) :]}"
    return _told(row, rules.READS, holder, issue)


def in_cell(row: Row) -> str:
    """
    Return the same for the page of a cell, which names holder and issue.
    """
    return _told(row, rules.READ_AS, "", "it")


def _told(row: Row, pattern: str, holder: str, issue: str) -> str:
    if row["kind"] == "silence" or row["stance"] == "not_stated":
        return rules.SILENT
    return pattern.format(held=_held(row, holder, issue))


def _held(row: Row, holder: str, issue: str) -> str:
    """What a holder does about an issue, as it is read, and what bounds that."""
    doing, done = (form.format(it=issue) for form in rules.STANCES[row["stance"]])
    pattern, period = rules.KINDS[row["kind"]], ""
    latest, published = _last(row["valid"]), _last(row["published_on"])
    if latest and published and latest < published:
        pattern = rules.OVER.get(row["kind"], rules.OVER_ELSE)
    # “Not after the day of publication” tells nothing.
    if row["valid"] and not row["valid"].startswith("[.."):
        period = f" ({between(dates.readable(row['valid']))})"
    begun = row["valid"].removesuffix("/..")
    if row["cited"] == "law" and begun != row["valid"]:
        # A law is dated; since when its state has held so is not.
        period = rules.BY_LAW.format(day=dates.readable(begun))
    told = pattern.format(holder=holder, doing=doing, done=done)
    added = period
    # “Conditionally” says enough where the words themselves hold the condition.
    told_before = row["stance"] == "conditional" and row["condition"] in row["evidence"]
    if row["condition"] and not told_before:
        added += f", on the condition “{row['condition']}”"
    # The account is cautious, not who holds the position.
    added += f"; cautiously worded (“{row['hedge']}”)" if row["hedge"] else ""
    return " ".join(f"{told}{added}".split())


def _holder(row: Row) -> str:
    """Who holds a position, as a noun: “Russia”, “Xi Jinping (China)”."""
    country, actor = name(row["country"], row["country_id"]), ""
    if row["actor"]:
        actor = name(row["actor"], row["actor_id"])
    if not actor or not country or row["country"] in row["actor"]:
        return actor or country
    return f"{actor} ({country})"


def as_noun(row: Row) -> str:
    """
    Return a row's issue as a noun in a sentence: “the war in Ukraine”, “U.S. power”.
    """
    # A key that tells namesakes apart goes.
    label = row["issue"].removesuffix(f" ({row['issue_id']})")
    first = label.split(" ")[0]
    small = first.lower()
    if re.match(r"(?:The|An?) \w", label):
        return f"{small}{label[len(first) :]}"
    common = re.search(rf"\b{re.escape(small)}\b", row["support_means"])
    numbered = small.split("-")[0] in rules.NUMBERS
    if first != label and (common or numbered or small in rules.COMMON):
        return f"the {small}{label[len(first) :]}"
    owned = re.search(r"['’]s? .* of ", label)
    return f"the {label}" if " of " in label and not owned else label


def _last(edtf: str) -> date | None:
    """The last day that a date admits, if it is one and has one."""
    return dates.bounds(edtf)[1] if edtf and dates.is_edtf(edtf) else None
