"""Records of texts whose words their generator knows."""

import pytest

from tests.support.plain_matcher import Told


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Two such records, of few words many times and of many quotes."""
    return [Told(tmp_path_factory.mktemp("told"), 150, 7, "en"),
            Told(tmp_path_factory.mktemp("told"), 12, 8, "mul")]  # fmt: skip
