"""The rules by which a record is coded, in the words that the Method page prints."""

from typing import Final

RULES: Final = {
    "Whose words, whose view": "Words in marks belong to whoever uttered or wrote those"
    " words. Where a medium reports a view in its own words, the words are the medium's"
    " and the view is a second statement, told within them.",
    "The chain": "Between the speaker and the source stands every hop that the source"
    " names or implies, nearest the speaker first. Nobody is upgraded: unnamed media"
    " stay unnamed. Where nobody is named (“was reported as saying”), the hop says so.",
    "For whom": "A statement is made for a state only where its speaker speaks as that"
    " state: its leader, ministry, law, army, state media. An expert speaks for none.",
    "Every mark is accounted for": "Each pair of quotation marks in a source has a"
    " decision; a holiday's name, a scare quote or a subheading is no speech.",
    "A position has a holder and an asserter": "What one party says of another's stance"
    " is the other's position on the first party's word. It says nothing of its own.",
    "Formal and behaviour stay apart": "One who is said to oppose on paper and to"
    " accept in practice has both positions. Nothing is averaged, nothing dropped.",
    "No stance is invented": "A show of force is no statement; an unnamed enemy is no"
    " country. Conditions, and hedges such as “may”, are kept with the position.",
    "Dates come from the source": "What the source dates to a week is dated to that"
    " week. General knowledge is kept apart, and shown so. No word of time: no day.",
    "Two accounts, two rows": "Two sources of one event or quote are both kept.",
    "Silence is evidence": "That somebody did not refer to something is a row, where"
    " the source remarks on it. It is neither neutrality nor an empty cell.",
    "Spans": "The words are the source's to the character, misprints included, and each"
    " row says where they stand.",
}

NOT_CLAIMED: Final = (
    "That what was said is true. It records who is printed as saying it.",
    "That it is all a person or state ever said: only what these sources print.",
    "That a position still holds. Without a period it is as of publication.",
    "That a stance said of somebody is that party's own: see whose word it is.",
    "That issue and stance stand in the source: they are the coder's reading, by rule.",
)
