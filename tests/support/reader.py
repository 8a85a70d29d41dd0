"""A reader's session by Streamlit's own protocol: what a browser does, without one."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE: Final = 60.0  # Seconds until an answer is given up.
FIRST: Final = "overview"  # The first page has no path of its own.
# What differs from session to session, and a reader does not see; a widget's value is
# told beside it.
OWN: Final = {
    "id", "form_id", "fragment_id", "url", "deferred_file_id", "set_value", "value",
    "raw_value", "raw_values", "has_one_shot_effect", "default",
}  # fmt: skip
LISTS: Final = ("multiselect", "button_group")
PART_DONE: Final = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
DONE: Final = {
    ForwardMsg.FINISHED_SUCCESSFULLY, PART_DONE,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
}  # fmt: skip

Path = tuple[int, ...]
Value = tuple[str, ...] | str | bool | int | None


class Node(NamedTuple):
    """A part of a page: an element or a block, the run and the fragment it is from."""

    what: Any
    run: int
    fragment: str


class Page(NamedTuple):
    """All that a page showed at one time, as it came."""

    title: str
    nodes: dict[Path, Node]
    values: dict[str, Value]

    def answer(self) -> dict[Path | str, bytes]:
        """Return it part by part, without what is a session's own."""
        shown: dict[Path | str, bytes] = {"title": self.title.encode()}
        for path, node in sorted(self.nodes.items()):
            what = type(node.what)()
            what.CopyFrom(node.what)
            _strip(what)
            if what.WhichOneof("type") == "plotly_chart":
                # Of the same picture, its parts may stand in another order.
                spec = json.loads(what.plotly_chart.spec)
                what.plotly_chart.spec = json.dumps(spec, sort_keys=True)
            value = ""
            if (widget := _told(node.what)) is not None and widget.id in self.values:
                value = repr(self.values[widget.id])
            shown[path] = what.SerializeToString(deterministic=True) + value.encode()
        return shown


class Failed(Exception):  # noqa: N818 - it names what happened
    """A page showed an exception, or gave no answer; the message says which."""


class Reader:
    """One open session: what its page shows, and what its widgets stand at."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page_hash = ""
        self._run = 0
        self._nodes: dict[Path, Node] = {}
        self._values: dict[str, Value] = {}
        self.page = ""
        self.title = ""

    async def visit(self, page: str, query: str = "") -> None:
        """Open a page at an address, as a new tab does."""
        self.page = page
        await self._ask(query, page_name=page.removeprefix(FIRST))

    async def turn(self, page: str) -> None:
        """Choose another page in the menu: the shared filters are kept."""
        self.page = page
        shared = [node for path, node in self._nodes.items() if path[0] == 1]
        await self._ask(urlencode(self._bound(shared), doseq=True),
                        page_name=page.removeprefix(FIRST))  # fmt: skip

    async def choose(self, key: str, value: Value) -> None:
        """Set a widget, named by its key, to a value, and wait for the answer."""
        node = self._widget(key)
        self._values[_told(node.what).id] = value
        query = self.address.partition("?")[2]
        await self._ask(query, fragment_id=node.fragment, page_hash=self._page_hash)

    def type(self, key: str, value: str) -> None:
        """Set a field of a form, named by its key: told when a button is pressed."""
        self._values[_told(self._widget(key).what).id] = value

    async def press(self, key: str) -> None:
        """Press a button, named by its key, and wait for the answer."""
        node = self._widget(key)
        pressed = WidgetState(id=_told(node.what).id, trigger_value=True)
        query = self.address.partition("?")[2]
        await self._ask(query, pressed, fragment_id=node.fragment,
                        page_hash=self._page_hash)  # fmt: skip

    def options(self, key: str) -> list[str]:
        """Return what the widget of a key offers; nothing if it is not there."""
        found = [node for node in self._nodes.values() if _is(node.what, key)]
        return _options(found[0].what) if found else []

    def has(self, key: str) -> bool:
        """Tell whether the page has the widget of a key."""
        return any(_is(node.what, key) for node in self._nodes.values())

    @property
    def address(self) -> str:
        """Where this page stands: a fresh session there must show the same."""
        query = urlencode(self._bound(list(self._nodes.values())), doseq=True)
        return f"{self.page}?{query}" if query else self.page

    def now(self) -> Page:
        """Return what the page shows, to be looked at later."""
        return Page(self.title, dict(self._nodes), dict(self._values))

    def answer(self) -> dict[Path | str, bytes]:
        """Return what the page shows, part by part (`Page.answer`)."""
        return self.now().answer()

    def _bound(self, nodes: list[Node]) -> dict[str, Any]:
        """What the address holds of widgets: those that stand at no default."""
        held = {}
        for node in nodes:
            widget = _told(node.what)
            if key := getattr(widget, "query_param_key", ""):
                value = self._values[widget.id]
                if value != _default(node.what):
                    held[key] = str(value).lower() if value is True else value
        return held

    def _widget(self, key: str) -> Node:
        for node in self._nodes.values():
            if _is(node.what, key):
                return node
        raise Failed(f"no widget {key} at {self.address}")

    async def _ask(
        self,
        query: str,
        *pressed: WidgetState,
        page_name: str = "",
        page_hash: str = "",
        fragment_id: str = "",
    ) -> None:
        states = [*pressed]
        for node in self._nodes.values():
            widget = _told(node.what)
            if widget is not None and node.what.WhichOneof("type") in _KINDS:
                states.append(_state(widget.id, self._values[widget.id], node.what))
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name = query, page_name
        state.page_script_hash, state.fragment_id = page_hash, fragment_id
        state.widget_states.widgets.extend(states)
        state.context_info.timezone, state.context_info.locale = "UTC", "en-US"
        state.context_info.url = f"http://127.0.0.1/{self.page}"
        state.context_info.color_scheme = "light"
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._take(ForwardMsg.FromString(await self._socket.recv())):
                pass

    def _take(self, told: ForwardMsg) -> bool:
        """Take in one message; tell whether it ends the answer."""
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self._run += 1
            self._page_hash = told.new_session.page_script_hash
        elif kind == "navigation":
            self._page_hash = told.navigation.page_script_hash
        elif kind == "page_config_changed":
            self.title = told.page_config_changed.title or self.title
        elif kind == "page_not_found":
            raise Failed(f"page not found: {self.page}")
        elif kind == "delta":
            self._draw(tuple(told.metadata.delta_path), told.delta)
        elif kind == "script_finished" and told.script_finished in DONE:
            fragments = {*told.metadata.run.fragment_ids}
            is_part = (
                told.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
            )
            self._nodes = {
                path: node
                for path, node in self._nodes.items()
                if node.run == self._run
                or (is_part and fragments and node.fragment not in fragments)
            }
            shown = {_told(node.what).id for node in self._nodes.values()
                     if _told(node.what) is not None}  # fmt: skip
            self._values = {i: v for i, v in self._values.items() if i in shown}
            return True
        return False

    def _draw(self, path: Path, delta: Any) -> None:
        kind = delta.WhichOneof("type")
        if kind == "new_transient":
            return
        what = delta.new_element if kind == "new_element" else delta.add_block
        if what.WhichOneof("type") == "exception":
            raise Failed(f"{self.page}: {what.exception.type} {what.exception.message}")
        self._nodes[path] = Node(what, self._run, delta.fragment_id)
        widget = _told(what)
        if widget is None:
            return
        if getattr(widget, "set_value", False):
            self._values[widget.id] = _set_to(what)
        elif widget.id not in self._values:
            self._values[widget.id] = _default(what)


@asynccontextmanager
async def opened(address: str, **more: Any) -> AsyncIterator[Reader]:
    """Open a session at a server (`http://…`), and close it at the end."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        stream, subprotocols=["streamlit"], max_size=None, compression=None,
        origin=address, open_timeout=PATIENCE, proxy=None, **more,
    ) as socket:  # fmt: skip
        yield Reader(socket)


async def afresh(address: str, at: str) -> dict[Path | str, bytes]:
    """Return what a session that is new shows at an address (`Reader.address`)."""
    page, _, query = at.partition("?")
    async with opened(address) as reader:
        await reader.visit(page, query)
        return reader.answer()


def difference(one: dict[Path | str, bytes], other: dict[Path | str, bytes]) -> str:
    """Say where two answers differ, and how; "" where they do not."""
    for path in [*one, *(path for path in other if path not in one)]:
        here, there = one.get(path, b""), other.get(path, b"")
        if here != there:
            at = next((n for n, (a, b) in enumerate(zip(here, there, strict=False))
                       if a != b), min(len(here), len(there)))  # fmt: skip
            begin = max(at - 60, 0)
            return (
                f"{path}: {here[begin : at + 90]!r} against {there[begin : at + 90]!r}"
            )
    return ""


def _told(what: Any) -> Any:
    """The widget that an element is, if its value is kept; else None."""
    kind = what.WhichOneof("type")
    if kind not in _KINDS and kind != "button":
        return None
    widget = getattr(what, kind)
    # What folds without a word to the server is none.
    return widget if widget.id else None


def _is(what: Any, key: str) -> bool:
    """Whether an element is the widget of a key: its id ends with it."""
    widget = _told(what)
    return widget is not None and widget.id.endswith(f"-{key}")


def _options(what: Any) -> list[str]:
    widget = _told(what)
    if what.WhichOneof("type") == "button_group":
        return [option.content for option in widget.options]
    return list(widget.options)


def _of_list(what: Any) -> Value:
    return tuple(_options(what)[number] for number in _told(what).default)


def _of_selectbox(what: Any) -> Value:
    widget = what.selectbox
    if not (widget.HasField("default") and widget.options):
        return None
    return str(widget.options[widget.default])


_KINDS: Final[dict[str, Callable[[Any], Value]]] = {
    "multiselect": _of_list,
    "button_group": _of_list,
    "selectbox": _of_selectbox,
    "checkbox": lambda what: bool(what.checkbox.default),
    "text_input": lambda what: str(what.text_input.default),
    "text_area": lambda what: str(what.text_area.default),
    "expandable": lambda what: bool(what.expandable.expanded),
    "pagination": lambda what: int(what.pagination.default),
}


def _default(what: Any) -> Value:
    kind = what.WhichOneof("type")
    return _KINDS[kind](what) if kind in _KINDS else None


def _set_to(what: Any) -> Value:
    """What the server sets a widget to."""
    widget, kind = _told(what), what.WhichOneof("type")
    if kind in LISTS:
        return tuple(widget.raw_values)
    if kind == "selectbox":
        return str(widget.raw_value) if widget.HasField("raw_value") else None
    value: Value = widget.value
    return value


def _state(widget_id: str, value: Value, what: Any) -> WidgetState:
    """A widget's value as it is sent: one that stands at nothing is named, too."""
    state, kind = WidgetState(id=widget_id), what.WhichOneof("type")
    if value is None:
        return state
    if isinstance(value, tuple):
        state.string_array_value.data.extend(value)
        state.string_array_value.SetInParent()
    elif kind in ("checkbox", "expandable"):
        state.bool_value = bool(value)
    elif kind == "pagination":
        state.int_value = int(value)
    else:
        state.string_value = str(value)
    return state


def _strip(message: Any) -> None:
    """Take out of a message, at any depth, what is a session's own."""
    for field, value in message.ListFields():
        if field.name in OWN and field.name != "url":
            message.ClearField(field.name)
        elif field.name == "url" and message.DESCRIPTOR.name == "DownloadButton":
            message.ClearField(field.name)  # Elsewhere it is what the page shows.
        elif field.message_type is not None:
            if hasattr(value, "ListFields"):
                _strip(value)
            elif not field.message_type.GetOptions().map_entry:
                for one in value:
                    _strip(one)
