"""What each question of the dashboard is asked, for a test that asks them all."""

from collections.abc import Callable
from typing import Any, Final

from dashboard.database.record import Record
from dashboard.queries import actors, countries, network
from dashboard.queries import counts as count_queries
from dashboard.queries.ask import Key, Keys
from dashboard.queries.filters import LISTS, Filters
from dashboard.search import directory, ranking

EVERYTHING: Final = Filters()


def first(record: Record, table: str, column: str) -> str:
    """The first key that a column holds."""
    rows = count_queries.table(record, EVERYTHING, table)
    return str(next(cell for cell in rows[column] if cell))


def node(record: Record, view: str) -> tuple[str, ...]:
    """The ends of the link over which most passes."""
    found = network._every_link(record, EVERYTHING, view)
    return tuple(found.loc[0, ["origin", "target"]])


# What each function is asked beside a record and filters; {} where there is nothing.
Asked = Callable[[Record], list[dict[str, Any]]]
EXAMPLES: Final[dict[str, Asked]] = {
    "queries.sources._audit": lambda r: [{"page": 2, "size": 3}],
    "queries.sources.left_by_filters": lambda r: [{}],
    "queries.sources._reached": lambda r: [
        {"keys": Keys(keys)} for keys in ((), (first(r, "sources", "source_id"),))
    ],
    "queries.sources._documents": lambda r: [
        {"keys": Keys(keys), "size": 1}
        for keys in ((), (first(r, "sources", "source_id"),))
    ],
    "queries.sources.rows": lambda r: [{"source_id": first(r, "sources", "source_id")}],
    "queries.sources.source": lambda r: [
        {"source_id": first(r, "sources", "source_id")}
    ],
    "queries.network.nodes": lambda r: [
        {"view": v} for v in (network.WORDS, network.VIEWS)
    ],
    "queries.network._links": lambda r: [
        {"view": view, "among": Keys(keys)}
        for view in (network.WORDS, network.VIEWS)
        for keys in ((), node(r, view))
    ],
    "queries.network.paths": lambda r: [
        {"view": v} for v in (network.WORDS, network.VIEWS)
    ],
    "queries.network._passing": lambda r: [
        dict.fromkeys(("origin", "target")) | {"page": 1} | told
        for told in (
            {"view": network.WORDS, "size": 25},
            {
                "view": network.WORDS,
                "origin": Key(node(r, network.WORDS)[0]),
                "size": None,
            },
            {
                "view": network.VIEWS,
                "size": 2,
                **dict(
                    zip(
                        ("origin", "target"),
                        map(Key, node(r, network.VIEWS)),
                        strict=True,
                    )
                ),
            },
        )
    ],
    "queries.actors._rows": lambda r: [
        {
            "part": part,
            "page": 1,
            "size": 25,
            "who": Key(first(r, "quotes", "speaker_id")),
        }
        for part in actors.PARTS
    ],
    "search.facets.choices": lambda r: [{"name": name} for name in LISTS],
    "search.quotes._quotes": lambda r: [
        {"question": ranking.look_up(r, ""), "order": order, "page": 2, "size": 3}
        for order in ("place", "date", "relevance")
    ],
    "search.quotes._number": lambda r: [
        {"chosen": chosen, "question": ranking.look_up(r, typed)}
        for whose in (
            {"country": (first(r, "positions", "country_id"),)},
            {"actor": (first(r, "participants", "actor_id"),)},
            {
                "country": (first(r, "positions", "country_id"),),
                "actor": (first(r, "quotes", "speaker_id"),),
            },
        )
        for typed in ("", "the")
        for chosen in (Filters(**whose, about=way) for way in ("", "about", "either"))
    ],
    "search.quotes._quote": lambda r: [
        {"keys": Keys((first(r, "quotes", "quote_id"), "é'"))}
    ],
    "queries.stances.position": lambda r: [
        {"one": Key(first(r, "positions", "position_id"))}
    ],
    "queries.events.event": lambda r: [{"one": Key(first(r, "events", "event_id"))}],
    "search.quotes.nested": lambda r: [{"quote": Key(first(r, "quotes", "within"))}],
    "queries.stances._positions": lambda r: [
        dict.fromkeys(("country", "issue", "quote")) | {"page": 1} | told
        for told in (
            {"page": 2, "size": 2},
            {"country": "", "size": None},
            {
                "country": Key(first(r, "positions", "country_id")),
                "size": None,
                "issue": Key(first(r, "positions", "issue_id")),
            },
            {"issue": Key(first(r, "positions", "issue_id")), "size": None},
            {"quote": Key(first(r, "positions", "quote_id")), "size": 25},
        )
    ],
    "queries.stances.stances": lambda r: [
        {},
        {"country": "", "issue": None},
        {
            "country": Key(first(r, "positions", "country_id")),
            "issue": Key(first(r, "positions", "issue_id")),
        },
    ],
    "queries.ask._rows": lambda r: [
        {"name": name, "numbers": Keys((2, 0, 1))} for name in ("quotes", "positions")
    ],
    "search.facets._counts": lambda r: [
        {
            "others": kept,
            "question": ranking.look_up(r, typed),
            "name": name,
            "among": Keys(among),
            "size": 50,
        }
        for name in (*LISTS, "voice", "chain")
        for kept, typed, among in (
            (EVERYTHING, "", ("only", "é'")),
            (Filters(chain="without"), "the", ()),
        )
    ],
    "search.facets._together": lambda r: [
        {"question": ranking.look_up(r, typed), "names": (*LISTS, "voice", "chain")}
        for typed in ("", "the")
    ],
    "search.ranking._begun": lambda r: [
        {"beginning": Key("n")},
        {"beginning": Key("é'")},
    ],
    "search.ranking._languages": lambda r: [{}],
    "search.ranking._forms": lambda r: [
        {"stems": Keys(("en:missil", "é'")), "words": Keys(("kim", "ministers"))}
    ],
    "search.quotes.names": lambda r: [{"quotes": Keys((0, 3, 10**9))}],
    "search.directory._find": lambda r: [
        {"sought": directory.Sought(words, tuple(words.split())), "size": size}
        for words, size in (("kim", 4), ("é'", 4), ("north korea x", 2), ("an a n", 0))
    ],
    "search.directory._spelled": lambda r: [
        {"word": Key("lukn"), "begins": Key("l"), "apart": 1},
        {"word": Key("nuclaer"), "begins": Key("n"), "apart": 2},
    ],
    "search.ranking._words": lambda r: [{"words": Keys(("kim", "nuclear", "é'"), 1)}],
    "search.quotes._beginning": lambda r: [{"word": Key("nuc")}, {"word": Key("é'")}],
    "queries.stances._part": lambda r: [
        {"down": down, "countries": 3, "across": 1, "issues": 2} for down in (1, 2)
    ],
    "queries.stances._sayers": lambda r: [
        {
            "countries": Keys(("", first(r, "positions", "country_id"))),
            "issues": Keys((first(r, "positions", "issue_id"),)),
            "most": 5,
        }
    ],
    "queries.events.events": lambda r: [
        {},
        {"quote": Key(first(r, "events", "quote_id"))},
        {"of": 0},
        {"within": Key("2023-01-01"), "of": 4},
        {"within": Key("2023-05-01"), "of": 7},
    ],
    "queries.events._counts": lambda r: [
        {"size": 4, "within": None, "of": 0},
        {"size": 7, "within": Key("2023-01-01"), "of": 4},
        {"size": 10, "within": Key("2023-07-01"), "of": 7},
    ],
    "queries.sources._said": lambda r: [
        {"speaker": Key(first(r, "quotes", "speaker_id")), "page": page}
        for page in (1, 2)
    ],
    "queries.events.other_accounts": lambda r: [
        {"one": Key(key)} for key in (first(r, "events", "account_of"), "none")
    ],
    "queries.actors.actors_of": lambda r: [
        {"countries": Keys((first(r, "actors", "country_id"), "none"))}
    ],
    **{
        f"queries.countries.{name}": lambda r: [
            {"country": Key(one)}
            for one in (first(r, "positions", "country_id"), "none")
        ]
        for name in ("speakers", "relays")
    },
    "queries.countries.accounts": lambda r: [
        {"country": one} for one in (Key(first(r, "positions", "country_id")), "")
    ],
    "queries.countries._rows": lambda r: [
        {
            "part": part,
            "country": Key(first(r, "positions", "country_id")),
            **{"how": "", "who": None, "stance": None, "page": 1, "size": size},
            **told,
        }
        for size in (2, None)
        for part, told in (
            *((part, {}) for part in countries.PARTS),
            ("said", {"how": "via", "who": Key(first(r, "relays", "actor_id"))}),
            ("said", {"how": countries.NOBODY}),
            ("said", {"how": countries.UNNAMED}),
            (
                "holds",
                {
                    "how": countries.BY,
                    "stance": Key("supports"),
                    "who": Key(first(r, "positions", "asserted_by")),
                },
            ),
            ("by_others", {"country": ""}),
        )
    ],
    "queries.counts.table": lambda r: [
        {"name": name}
        for name in (
            "sources",
            "actors",
            "quotes",
            "relays",
            "marks",
            "positions",
            "events",
            "participants",
        )
    ],
    **{
        name: lambda r: [{}]
        for name in (
            "queries.stances.sides",
            "queries.stances._speak_themselves",
            "queries.sources.decisions",
            "queries.network.through",
            "queries.actors._every",
            "queries.countries._every",
            "queries.countries._counts",
            "queries.actors._figures_of_parts",
            "queries.actors._passed_on_by",
            "queries.actors.spoken_for",
            "queries.issues.holders",
            "queries.issues.issues",
            "queries.sources.share_by_speaker",
            "queries.sources.places",
            "queries.sources.share_of_all",
            "queries.counts.counts",
            "queries.actors.heard",
            "queries.counts.state_media",
            "queries.counts.unattributed",
            "queries.counts._of_tables",
        )
    },
}
