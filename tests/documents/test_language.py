"""The language of a text is told by its letters, else by its commonest words."""

import pytest

from dashboard.documents import language


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister of the islands said that it was not for sale, and left.",
         ("en", "its commonest words")),
        ("Der Minister sagte, dass die Inseln nicht zu haben sind, und ging von dem"
         " Hafen auf die Fähre.", ("de", "its commonest words")),
        ("Le ministre a dit que les îles ne sont pas à vendre et qu'il est dans le port"
         " pour les voir.", ("fr", "its commonest words")),
        ("Министр сказал, что острова не продаются.", ("ru", "its letters (Cyrillic)")),
        ("Міністр сказав, що острови не продаються.",
         ("uk", "its letters (Ukrainian)")),
        ("大臣は島は売り物ではないと言った。", ("ja", "its letters (kana)")),
        ("部长说这些岛屿不出售。", ("zh", "its letters (Chinese characters)")),
        ("وزیر گفت که جزایر فروشی نیست و چنین پیشنهادی را نمی‌پذیرد",
         ("fa", "its letters (Persian)")),
        ("قال الوزير إن الجزر ليست للبيع", ("ar", "its letters (Arabic)")),
        ("Ferry talks end", ("en", "nothing that says another")),
        ("", ("en", "nothing that says another")),
        ("The paper “Le Monde et les Amis du Port des Voiles” left the port for",
         ("en", "nothing that says another")),
        # A name in other letters makes no other language.
        ("The minister (Сергей Шойгу) said that it was of use to the islands.",
         ("en", "its commonest words")),
    ],
)  # fmt: skip
def test_a_language_is_told(text: str, told: tuple[str, str]) -> None:
    assert language.told_by(text) == told
