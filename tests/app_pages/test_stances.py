"""A cell has its sentence, its positions, and what “supports” means."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_a_cell_has_its_sentence_its_positions_and_what_supports_means(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "stances", stances_cell="Brekland: Arden’s dam on the Selm")
    told = text(app).replace("\\", "")
    assert "2 positions" in told
    assert "“Supports” means: it should stand" in told
    assert "Brekland: Arden’s dam on the Selm\n\n- In the words of" in told
    assert (
        "- In the words of water minister Oda Marsk, speaking for Brekland: “We"
        " oppose it.” Read as opposing it.\n- An analyst" in told
    )
