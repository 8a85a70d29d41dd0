"""What is remembered of answers: their bytes, all of them within one bound."""

import pickle
import zlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from inspect import signature
from threading import Lock
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

import pandas as pd

MOST: Final = 64 << 20  # Bytes of all answers together that a process remembers,
COMPILED: Final = 16 << 20  # and of the texts of all questions that it has compiled.
ENTRY: Final = 500  # Bytes that an entry takes beside its text and its data.
P = ParamSpec("P")
T = TypeVar("T")


class Key(NamedTuple):
    """What was asked: the function, the record, and all else in a text."""

    function: Callable[..., Any]
    record: object
    told: str


class Memory:
    """
    The latest results by what was asked, at most so many bytes in all: what was not
    asked for longest is forgotten first. To be asked by any thread.

    A result is kept as bytes: a frame of 40 columns is 500 objects, and each copy of it
    leaves more behind, which Python's collector walks through again and again.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._lock = Lock()
        self._kept: OrderedDict[Key, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def look_up(self, key: Key) -> bytes | None:
        """
        Return what was kept for a key, None where it is not there any more.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, data: bytes) -> None:
        """
        Keep bytes for a key; where they are more than half of all room, do not.
        """
        if _size(key, data) > self.most // 2:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = data
            self.size += _size(key, data)
            while self.size > self.most:
                self._drop(next(iter(self._kept)))

    def forget(self, function: Callable[..., Any]) -> None:
        """
        Forget all that a function has returned.
        """
        with self._lock:
            for key in [key for key in self._kept if key.function is function]:
                self._drop(key)

    def _drop(self, key: Key) -> None:
        data = self._kept.pop(key, None)
        if data is not None:
            self.size -= _size(key, data)


def _size(key: Key, data: bytes) -> int:
    # Four bytes a sign at most: whoever asks in another script takes no more room.
    return len(data) + 4 * len(key.told) + ENTRY


_ANSWERS: Final = Memory(MOST)
_COMPILED: Final = Memory(COMPILED)


def _kept_in(memory: Memory, function: Callable[P, T]) -> Callable[P, T]:
    takes = signature(function)
    told_all: Callable[..., T] = function  # In order, those that are left out, too.

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        bound = takes.bind(*args, **kwargs)
        bound.apply_defaults()
        record, *told = bound.args
        # As text it is of a known size, and holds none of what it was made of.
        key = Key(function, record, repr(told))
        data = memory.look_up(key)
        if data is not None:
            found: T = pickle.loads(zlib.decompress(data))  # noqa: S301 - written below
            return found
        found = told_all(*bound.args)
        # Names and words come again and again: a fifth of the room holds them, at a
        # tenth of a millisecond an answer.
        packed = zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), 1)
        memory.keep(key, packed)
        return found

    vars(kept)["cache_clear"] = lambda: memory.forget(function)
    return kept


def answers(answer: Callable[P, pd.DataFrame]) -> Callable[P, pd.DataFrame]:
    """
    Make a function of a record and values remember the frames that it returns.

    Each is a fresh frame, which the caller may change. `cache_clear` forgets them.
    What tells one question from another is how the values are written (`repr`).
    """
    return _kept_in(_ANSWERS, answer)


def compiled(compile_: Callable[P, T]) -> Callable[P, T]:
    """
    Make a function of a record and values remember the questions that it compiles.
    """
    return _kept_in(_COMPILED, compile_)
