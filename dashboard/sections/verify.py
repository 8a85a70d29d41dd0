"""Check it yourself: a reader's own copy of a source against the record."""

from collections import Counter
from typing import Final
from weakref import WeakSet

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.markup import base as markup_base
from dashboard.markup import verdicts
from dashboard.provenance import claims, coverage, verify, wording, worker
from dashboard.provenance.claims import Verdict
from dashboard.provenance.worker import Checked
from dashboard.queries import ask as ask_queries
from dashboard.queries import sources
from dashboard.text import reporting_verbs, tokens
from dashboard.ui import lists, session

PROMISE: Final = (
    "Paste the text of the article, or drop its file. It goes only to the server behind"
    " this page and is held in its memory, never saved to disk or logged. A pasted text"
    " is forgotten when you leave this page, a file when you remove it or close this"
    " tab."
)
NOT_EXACT: Final = "all that do not match word for word"
EVERY: Final = "all rows"
FOUND: Final = 50  # Sources that a search offers at once.


class _Tab:
    """What a tab has dropped here: Streamlit keeps it for minutes after the tab."""

    def __init__(self) -> None:
        self.files: WeakSet[UploadedFile] = WeakSet()
        self._context = get_script_run_ctx()

    def closed(self) -> None:
        """Forget the files of a tab that is closed."""
        for file in self.files:
            file.close()
        if self._context:
            name = self._context.session_id
            self._context.uploaded_file_mgr.remove_session_files(name)


# Released when the tab's connection ends.
@st.cache_resource(scope="session", on_release=_Tab.closed, show_spinner=False)
def _of_this_tab() -> _Tab:
    return _Tab()


def check_yourself() -> None:
    """
    Draw the section where a reader holds their own copy of a source against its rows.
    """
    st.subheader("Check it yourself")
    folded = st.expander(
        "Compare your own copy of the article with the record",
        on_change="rerun", key="proof_open",
    )  # fmt: skip
    if folded.open:
        with folded:
            _checked()


@st.fragment
def _checked() -> None:
    """Only this part of the page runs again: the text is looked at anew each time."""
    labels = session.labels("source")
    if not labels:
        st.info("This record names no source yet, so there is nothing to check.")
        return
    source_id = _source(labels)
    if source_id is None:
        return
    st.caption(PROMISE)
    with st.form("proof_form", enter_to_submit=False):
        pasted = st.text_area("The article's text", key="proof_text", height=160)
        # A frame of another site sends no cookie, and the server takes no file without.
        if st.context.is_embedded:
            dropped = None
            st.caption("A file can be dropped in the full dashboard alone, not here.")
        else:
            dropped = st.file_uploader(
                "or a file: plain text, web page, e-mail, .docx or .pdf",
                key="proof_file",
            )
        st.form_submit_button("Check")
    if dropped and dropped.closed:
        st.info(
            "The dropped file was forgotten when your connection ended. Drop it anew."
        )
        return
    if dropped:
        _of_this_tab().files.add(dropped)
    data = dropped.getvalue() if dropped else (pasted or "").encode("utf-8", "replace")
    if dropped and pasted:
        st.caption("The dropped file was checked, not the pasted text.")
    if dropped or pasted:
        _told(source_id, data)


def _source(labels: dict[str, str]) -> str | None:
    """The source that a reader chooses; a long list is searched here."""
    names = list(labels)
    if len(names) > session.SENT_WHOLE:
        typed = st.text_input("Find the source", key="proof_find", live=True)
        wanted = tokens.name(typed or "")
        names = [one for one in names if wanted in tokens.names(one)][:FOUND]
    if not names:
        st.info("No source has a name like this.")
        return None
    if len(names) == 1:
        return labels[names[0]]
    chosen = st.selectbox("Source", names, key="proof_source")
    return labels.get(chosen or "")


def _told(source_id: str, data: bytes) -> None:
    """Say what is wrong with the copy, or what it says of the rows."""
    rows = sources.rows(session.record(), source_id)
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    source = sources.source(session.record(), source_id).iloc[0]
    coded = worker.Coded(source["sha256"], int(source["length"]), source["language"])
    try:
        with st.spinner("Looking through the text …"):
            done = worker.check(data, claims.claims(rows), coded, session.wanted)
    except Unreadable as error:
        st.error(markup_base.markdown(error.told))
        return
    except NotDone as error:
        st.error(markup_base.markdown(f"Nothing was checked: {error}."))
        return
    _summary(done, total)
    if done.findings:
        _rows(done)
    _left_out(done, coded.language)


def _summary(done: Checked, total: int) -> None:
    findings = done.findings
    told = (*wording.patterns(findings, done.copy), *done.told)
    beyond = total - len(findings)
    st.markdown(f"**{markup_base.markdown(wording.summary(findings, beyond))}**")
    if beyond:
        st.warning(f"Only {len(findings):,} of {total:,} rows were looked at.")
    st.markdown(markup_base.markdown(" ".join(told)))
    by_table = verify.counts(findings)
    if by_table:
        st.html(verdicts.counted(by_table))
    if session.filters():
        st.caption("All rows from this source were looked for, whatever is filtered.")


def _rows(done: Checked) -> None:
    """The rows, worst first, those of one verdict if so chosen, a page at a time."""
    copy, findings = done.copy, done.findings
    numbers = Counter(finding.verdict for finding in findings)
    worst = list(Verdict)
    # Rows behind the copy's end are told in one sentence; each says nothing of its own.
    odd: list[Verdict] = [one for one in worst[:-1] if one is not Verdict.BEYOND]
    is_not_exact = any(numbers[verdict] for verdict in odd)
    options = {NOT_EXACT: odd, EVERY: worst}
    options |= {
        verdicts.told(verdict): [verdict] for verdict in Verdict if numbers[verdict]
    }
    if not is_not_exact:
        del options[NOT_EXACT]
        if numbers[Verdict.BEYOND] and numbers[Verdict.EXACT]:
            exact = verdicts.told(Verdict.EXACT)
            options = {exact: options.pop(exact), **options}
    session.follow("proof_show", next(iter(options)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.selectbox("Show", list(options), key="proof_show")
        lists.download(lambda: verdicts.table(findings, copy), "verdicts")
    kept = [one for one in findings if one.verdict in options.get(shown, worst)]
    # Statements before what rests on them, each kind in the order of the text.
    kinds = list(verdicts.CALLED)
    kept.sort(key=lambda one: (worst.index(one.verdict), kinds.index(one.claim.table)))
    start = lists.begin("proof_page", len(kept), shown)
    lists.evidence_list(
        verdicts.item(one, copy) for one in kept[start : start + ask_queries.PAGE]
    )
    lists.pages("proof_page", len(kept), bound=False)


def _left_out(done: Checked, language: str) -> None:
    """Quotation marks and verbs of the copy, those that no row covers first."""
    found = done.traces
    st.subheader("Is anything left out?")
    st.markdown(markup_base.markdown(coverage.summary(found)))
    if beyond := found.beyond():
        st.warning(markup_base.markdown(beyond))
    if reporting_verbs.is_known(language):
        st.caption("Verbs are found by a list: one may attribute nothing, and words may"
                   " be attributed without one.")  # fmt: skip
    else:
        st.caption(f"{coverage.NO_VERBS[:1].upper()}{coverage.NO_VERBS[1:]}.")
    start = lists.begin("proof_traces", len(found))
    lists.evidence_list(
        verdicts.trace(one, done.copy)
        for one in found[start : start + ask_queries.PAGE]
    )
    lists.pages("proof_traces", len(found), bound=False)
