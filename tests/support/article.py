# ruff: noqa: E501 - a paragraph of an article is a line
"""
An article of 400 words, written for the tests of coding: nobody in it exists.

It holds what coding has to take apart: direct, mixed and indirect speech, speech within
speech, a pronoun, a caption, a name and a scare quote in marks, a remark on a silence,
two states that disagree, and a news agency's report in a newspaper.
"""

from typing import Final

TITLE: Final = "Norway and Iceland at odds over cod in the Loop"
TEXT: Final = f"""{TITLE}

By Jon Harper

The Harbour Gazette, 14 March 2024

OSLO (Northern Wire) - Norway will not sign a deal that lets Iceland double its catch of cod, its fisheries minister said on Thursday, a day after talks between the two neighbours broke down.

“We will not sign this paper,” Kari Solberg told reporters in Oslo. “The fish cannot wait, and neither can our harbours.”

She said that Iceland had “walked out of the room” before a vote on new limits in the waters known as the “Loop”.

Iceland's foreign ministry rejected that account. “Nobody walked out,” it said in a statement on Thursday. “Our delegation left at the agreed hour.”

Photo: The trawler “Stella Maris” leaves the harbour of Bergen on Tuesday. (Photo: Northern Wire)

The quarrel began last month, when Iceland announced that its fleet would fish in the Loop from May. Norway summoned the Icelandic ambassador the next day.

Einar Jonsson, the head of the Icelandic delegation, said the minister had told him in private that Norway “could live with” a larger catch. “She said, ‘Give us two years’,” Jonsson told the state broadcaster Norska.

Solberg did not mention the private talk.

According to a report by the Institute for Cold Waters in Tromso, the stock of cod has fallen by a third since 2019. “Both governments know the numbers,” said Ingrid Dahl, who wrote the report. “They would rather talk about flags.”

Dahl suggested that a smaller catch might be acceptable to Iceland if Norway opened its own waters to Icelandic boats.

The so-called “cod peace” of 2011 had ended an earlier dispute. Under it, the two states pledged that neither would raise its catch alone.

Britain, whose boats fish in the same waters, urged both sides to return to the table. “We support the limits, and we expect them to be kept,” a spokesman for its environment department said.

The European Union was quoted as saying that it would not take sides.

Norway's parliament will debate the question on 20 March. Fishermen in Bergen plan a march under the slogan “Leave the Loop alone” on the same day.

“My father fished there, and so did his,” said Olav Berg, 61, as he mended a net. He added that he trusted neither minister.

The Icelandic ministry declined to comment on the march, but a diplomat who asked not to be named said a new offer was being prepared. “It will be on the table within weeks,” the diplomat said.
"""
