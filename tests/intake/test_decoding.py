"""In which letters a file is written is told from its bytes, or it is said that not."""

from pathlib import Path

import pytest

from dashboard.intake import decoding


def of(folder: Path, data: bytes) -> decoding.Decoding:
    path = folder / "file"
    path.write_bytes(data)
    return decoding.decoded(path)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("plain", "ascii", ""), ("Toren’s “é”", "utf-8", ""), ("", "utf-8", ""),
        ("Toren’s “é”", "utf-8-sig", ""), ("Toren’s “é”", "cp1252", "cp1252"),
        ("Straße, über", "cp1252", "cp1252"), ("Toren’s", "utf-16", "utf-16"),
        ("Toren’s", "utf-16-le", "utf-16-le"), ("Toren’s", "utf-16-be", "utf-16-be"),
        ("Toren’s", "utf-32", "utf-32"),
    ],
)  # fmt: skip
def test_an_encoding_is_recognised(
    tmp_path: Path, text: str, encoding: str, told: str
) -> None:
    found = of(tmp_path, text.encode(encoding))
    assert found.encoding == (told or decoding.UTF8)
    assert found.at is None
    assert text.encode(encoding).decode(found.encoding) == text


@pytest.mark.parametrize(
    ("data", "at", "meant"),
    [
        ("Ж Москва".encode("cp1251"), 0, "Æ"), ("forêt".encode("cp1252"), 3, "forêt"),
        (b"ab\0c", 2, ""), (b"a\x81b", 1, ""),
        ("é ".encode() + b"Toren\x92s", 8, "Toren’s"),
    ],
)  # fmt: skip
def test_what_may_be_other_letters_is_told_and_not_read(
    tmp_path: Path, data: bytes, at: int, meant: str
) -> None:
    found = of(tmp_path, data)
    assert (found.encoding, found.at, found.meant) == ("", at, meant)


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("Torenâ€™s", True), ("cafÃ©", True), ("Â©", True), ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", True),
        ("Toren’s café ©", False), ("Привет", False), ("SÃO PAULO", False),
        ("« Où ? » â la carte", False), ("Größe", False),
    ],
)  # fmt: skip
def test_letters_decoded_wrongly_before_are_suspected(
    tmp_path: Path, text: str, suspect: bool
) -> None:
    assert of(tmp_path, text.encode()).is_suspect == suspect


def test_a_letter_that_two_blocks_share_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "BLOCK", 4)
    assert of(tmp_path, "abcé and".encode()).encoding == decoding.UTF8
    assert of(tmp_path, b"abcd\xc3").at == 4
