"""An article becomes rows: its text, the desk on which it is coded, the record."""

from dashboard.sections import add_desk, add_saving, add_text
from dashboard.ui import drafts, frame

# Ask
frame.title("Add an article: who says what in it?")
work = drafts.work()

# Show
if work.saved:
    add_saving.done()
elif work.desk:
    add_desk.show()
    add_saving.show()
elif work.article:
    add_text.confirm()
else:
    add_text.begin()
