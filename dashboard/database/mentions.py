"""Which actors statements name: full names, found word by word as search finds them."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from dashboard.text import tokens

Codes = npt.NDArray[np.int32]
# The words of each name and whose name it is, by the name's first word; words as codes.
Names = dict[int, list[tuple[tuple[int, ...], str]]]


def names(actors: Iterable[tuple[str, str, str]], code: Callable[[str], int]) -> Names:
    """
    Return the names to look for, of actors given by key, name and kind.

    Who is not named in the source has no name to be found by. `code` gives a word's.
    """
    found: Names = defaultdict(list)
    for actor_id, name, kind in actors:
        run = [word.folded for word in tokens.cut(name)]
        if kind != "anonymous" and any(sign.isalnum() for sign in "".join(run)):
            codes = tuple(map(code, run))
            found[codes[0]].append((codes, actor_id))
    return found


def named(code: Codes, number: Codes, known: Names) -> set[tuple[int, str]]:
    """
    Return which quotes hold whole names, and whose: the quote's number, actor's key.

    `code` and `number` have one cell for each word of quotes: the word's, the quote's.
    """
    firsts = np.flatnonzero(np.isin(code, np.fromiter(known, np.int32, len(known))))
    return {
        (int(number[place]), actor_id)
        for place in firsts.tolist()
        for run, actor_id in known[int(code[place])]
        if tuple(code[place : place + len(run)].tolist()) == run
        and number[place] == number[min(place + len(run), len(number)) - 1]
    }
