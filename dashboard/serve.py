"""
The dashboard with its doorway: `streamlit run dashboard/serve.py`, or any ASGI server.

What it shows is `app.py`, to the letter; before that is there, `doorway.py` speaks.
"""

import sys
from pathlib import Path

# Where only requirements.txt is installed, the package is found beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from starlette.middleware import Middleware
from streamlit.starlette import App

from dashboard.serving.doorway import Doorway
from dashboard.serving.headers import Headers, frames
from dashboard.serving.origins import Origins
from dashboard.serving.sign_in import SignedIn

app = App(
    Path(__file__).resolve().with_name("app.py"),
    middleware=[
        Middleware(Origins),
        Middleware(Headers, framed_by=frames()),
        Middleware(SignedIn),
        Middleware(Doorway),
    ],
)
