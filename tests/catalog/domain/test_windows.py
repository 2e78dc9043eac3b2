from datetime import UTC, datetime, timedelta

import pytest

from apps.catalog.domain.windows import Availability, State, Window, availability

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAST, SOON, LATER = NOW - DAY, NOW + DAY, NOW + 7 * DAY


def tell(*windows: Window, country: str = "IN", early: bool = False) -> Availability:
    return availability(NOW, country, early, windows)


def test_without_windows_a_title_is_always_available():
    assert tell() == Availability(State.AVAILABLE)
    assert tell(country="") == Availability(State.AVAILABLE)


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (Window(), Availability(State.AVAILABLE)),
        (Window(PAST, LATER), Availability(State.AVAILABLE)),
        (Window(NOW, None), Availability(State.AVAILABLE)),
        (Window(None, NOW), Availability(State.OVER, NOW)),
        (Window(PAST - DAY, PAST), Availability(State.OVER, PAST)),
        (Window(SOON, LATER), Availability(State.NOT_YET, SOON)),
        (Window(PAST, LATER, ("IN", "ID")), Availability(State.AVAILABLE)),
        (Window(PAST, LATER, ("ID",)), Availability(State.NOT_HERE)),
        (Window(SOON, LATER, ("ID",)), Availability(State.NOT_HERE)),
    ],
)
def test_one_window(window, told):
    assert tell(window) == told


def test_an_unknown_country_is_in_no_list_of_countries():
    assert tell(Window(countries=("IN",)), country="") == Availability(State.NOT_HERE)
    assert tell(Window(), country="") == Availability(State.AVAILABLE)


def test_early_access_opens_for_the_plans_that_have_it():
    early, everybody = Window(PAST, SOON, early_access=True), Window(SOON)

    assert tell(early, everybody) == Availability(State.EARLY_ACCESS, SOON)
    assert tell(early, everybody, early=True) == Availability(State.AVAILABLE)
    assert tell(early) == Availability(State.EARLY_ACCESS)


def test_what_is_to_come_is_told_for_the_viewer_who_asks():
    early, everybody = Window(SOON, LATER, early_access=True), Window(LATER)

    assert tell(early, everybody) == Availability(State.NOT_YET, LATER)
    assert tell(early, everybody, early=True) == Availability(State.NOT_YET, SOON)
    assert tell(early) == Availability(State.NOT_YET, SOON)


def test_a_window_that_comes_again_counts_more_than_one_that_is_over():
    assert tell(Window(None, PAST), Window(LATER)) == Availability(State.NOT_YET, LATER)
    over = tell(Window(None, PAST - DAY), Window(None, PAST))
    assert over == Availability(State.OVER, PAST)
