"""The ways in which a journey runs: with the page's scripts and without, unless it says otherwise (the fixture `scripts`)."""

import pytest

# For what the program alone decides, whatever the browser: who may, what counts, what is refused, what is written. Each page is still looked at both ways by
# test_every_page.py; journeys on which a script has a hand in the page, and the main one of each subject, run both ways.
without_scripts = pytest.mark.parametrize("scripts", [False], ids=["no-script"], indirect=True)
