"""Issues as a list: what is at issue, who is on which side, on whose word."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.charts.base import COLOURS
from dashboard.citing.excerpt import excerpt
from dashboard.citing.permalinks import PERMALINKS
from dashboard.markup.base import Asked, bdi, link, paragraph
from dashboard.queries.issues import NAMED, is_contested
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more, counted


def issue(
    row: Row,
    held: Mapping[str, list[Row]],
    contested: Mapping[str, list[str]],
    now: Asked,
    alone: bool = False,
) -> Markup:
    """
    Return one row of `issues.issues` as a list item, with who is on which side.

    `held` (`issues.by_issue`) and `contested` are of all issues; `now` the filters.
    """
    sided = held.get(row["issue_id"], [])
    by_stance: dict[str, list[Row]] = {}
    for one in sided:
        by_stance.setdefault(one["stance"], []).append(one)
    asked: Asked = {**now, "issue": [row["issue"]]}
    own = {**now, PERMALINKS["issue"][1]: row["issue_id"]}
    name = Markup("<p><b>{}</b></p>").format(link("issues", row["issue"], **own))
    figures = Markup(" · ").join(
        link(page, counted(int(row[kind]), noun), **asked)
        for page, kind, noun in (
            ("quotes", "quotes", "statement"),
            ("stances", "positions", "position"),
            ("timeline", "events", "event"),
        )
        if row[kind]
    )
    sides = Markup().join(
        Markup("<p><b>{}</b>: {}</p>").format(
            codebook.plain("stance", stance), _holders(by_stance[stance], asked)
        )
        for stance in COLOURS
        if stance in by_stance
    )
    why = _contested(sided, contested.get(row["issue_id"], []))
    return Markup('<li id="{}">{}<p>“Supports” means: {}</p>{}{}<p>{}</p></li>').format(
        row["issue_id"],
        "" if alone else name,
        bdi(excerpt(row["support_means"])),
        sides,
        why if sided else paragraph("No position is recorded."),
        figures,
    )


def _contested(sided: list[Row], torn: list[str]) -> Markup:
    """That an issue is contested, and why: `torn` are holders of two stances."""
    reasons = Markup()
    if is_contested(sided):
        reasons += paragraph("Disputed: some are for it, others against.")
    if torn:
        names = Markup(", ").join(map(bdi, torn[:NAMED]))
        names += and_more(len(torn) - NAMED)
        told = Markup("The position of {} is described in more than one way.")
        if torn[1:]:
            told = Markup("The positions of {} are described in more than one way.")
        reasons += paragraph(told.format(names))
    return reasons


def _holders(held: list[Row], asked: Asked) -> Markup:
    """Who holds a stance, each a link to its positions, and on whose word."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for row in held:
        key = (row["country_id"], row["actor_id"], row["holder"])
        voices = found.setdefault(key, {})
        word = codebook.whose_word(row["voice"]).short.replace("'", "’")
        voices[word] = voices.get(word, 0) + int(row["positions"])
    told = []
    for (country, _, holder), voices in found.items():
        words = ", ".join(
            word if number == 1 else f"{word} ×{number:,}"
            for word, number in voices.items()
        )
        narrowed: Asked = {**asked, "country" if country else "actor": [holder]}
        named = link("stances", holder, **narrowed)
        told.append(Markup("{} ({})").format(named, words))
    left_out = int(held[0]["holders"]) - len(told)
    return Markup("; ").join(told) + and_more(left_out, ";")
