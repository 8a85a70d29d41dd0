"""An address is a folder, a .zip, a file or a cluster; another form is refused."""

from pathlib import Path

import pytest

from dashboard.database.open import located, open_record
from dashboard.record.problems import RecordRefused


def test_what_is_no_cluster_is_a_place_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert located("spark.zip") == tmp_path / "spark.zip"
    assert located("spark://one:7077?tables=x") == "spark://one:7077?tables=x"


FORM = "write it as spark://HOST:PORT?tables=FOLDER"
PORT = "does not say at which host and port the master listens"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("spark://", PORT),
        ("spark://host?tables=/x", PORT),
        ("spark://:7077?tables=/x", PORT),
        ("spark://host:port?tables=/x", PORT),
        ("spark://host:99999?tables=/x", PORT),
        ("spark://host:7077/x?tables=/x", PORT),
        ("spark://[::1?tables=/x", PORT),
        ("spark://one:7077,?tables=/x", PORT),
        ("spark://host:7077", "does not say in which folder the tables are"),
        ("spark://host:7077?tables=", "does not say in which folder the tables are"),
    ],
)
def test_an_address_of_another_form_is_refused(address: str, wrong: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        open_record(address)
    problem = refused.value.problems[0]
    assert (problem.file, problem.wrong, problem.mend) == (address, wrong, FORM)
