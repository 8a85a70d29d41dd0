"""The verbs of a sentence that may attribute, each with its auxiliaries."""

from tests.support.parsed import sentence, words


def test_a_verb_has_its_auxiliaries_and_adverbs() -> None:
    one = sentence("Olsen has never said so, and may not add that.")
    assert [words(one, (verb.first, verb.at + 1)) for verb in one.verbs] == [
        "has never said", "may not add",
    ]  # fmt: skip


def test_a_name_is_no_verb_and_the_first_word_of_a_sentence_may_be() -> None:
    assert sentence("Mark Said left.").verbs == ()
    verbs = sentence("Speaking in Lund, Vik left.").verbs
    assert [verb.cue.lemma for verb in verbs] == ["speak"]


def test_being_quoted_begins_where_the_passive_begins() -> None:
    one = sentence("Olsen was quoted as saying so.")
    assert words(one, (one.verbs[-1].first, one.verbs[-1].at + 1)) == (
        "was quoted as saying"
    )
