from datetime import timedelta

import pytest
from django.utils import timezone

from apps.catalog.errors import CountryUnknown, RatingImpossible, WindowEndsBeforeStart
from apps.catalog.models import CountryRating, ReleaseWindow
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.core.errors import Forbidden

DAY = timedelta(days=1)


def test_windows_are_replaced_as_a_whole(film, people):
    now = timezone.now()
    set_windows(film, [Opening(now), Opening(now, now + DAY, ("IN", "ID", "IN"))], by=people.ana)
    set_windows(film, [Opening(now, None, ("IN", "ID", "IN"), is_early_access=True)], by=people.ana)

    window = ReleaseWindow.objects.get()
    assert (window.countries, window.is_early_access) == (["ID", "IN"], True)
    set_windows(film, [], by=people.ana)
    assert not ReleaseWindow.objects.exists()


@pytest.mark.parametrize("code", ["in", "XX", "IND", ""])
def test_a_country_that_there_is_not(film, people, code):
    with pytest.raises(CountryUnknown):
        set_windows(film, [Opening(timezone.now(), None, (code,))], by=people.ana)
    with pytest.raises(CountryUnknown):
        set_ratings(film, [AgeIn(code, 7)], by=people.ana)
    assert not ReleaseWindow.objects.exists()


def test_impossible_windows_and_ratings_change_nothing(film, people):
    now = timezone.now()
    set_windows(film, [Opening(now)], by=people.ana)
    set_ratings(film, [AgeIn("IN", 13)], by=people.ana)

    with pytest.raises(WindowEndsBeforeStart):
        set_windows(film, [Opening(now + DAY), Opening(now, now)], by=people.ana)
    for age in (-1, 22):
        with pytest.raises(RatingImpossible):
            set_ratings(film, [AgeIn("ID", 7), AgeIn("IN", age)], by=people.ana)
    for act in (set_windows, set_ratings):
        with pytest.raises(Forbidden):
            act(film, [], by=people.citra)

    assert [window.starts_at for window in film.windows.all()] == [now]
    assert list(CountryRating.objects.values_list("country", "age")) == [("IN", 13)]
