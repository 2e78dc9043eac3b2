"""What stands around a film: a series, subtitles, credits, a collection, a window."""

from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Film
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.contributors import Named, set_credits
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.catalog.services.series import add_episode, add_season, create_series
from apps.catalog.services.text_tracks import add_track

CUES = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nமழை பெய்கிறது\n\n00:00:02.500 --> 00:00:02.900\nMuch too much to be read in so short a time\n"


def catalogue_around(film: Film, owner: User) -> dict[str, str]:
    """The keys of one of each, by the words that pages.py uses."""
    track = add_track(film, language="ta", data=CUES.encode(), filename="rain.vtt", by=owner)
    credit = set_credits(film, [Named("Asha Rao", "director")], by=owner)[0]
    set_windows(film, [Opening(timezone.now())], by=owner)
    set_ratings(film, [AgeIn("IN", 13, "UA 13+")], by=owner)
    series = create_series("Rains", by=owner)
    first, second = (add_season(series, by=owner) for _number in range(2))
    episode = add_episode(first, title="Drop", by=owner)
    add_episode(second, title="Puddle", by=owner)
    collection = create_collection("Monsoon nights", by=owner, is_published=True)
    set_entries(collection, [film, series], by=owner)
    rows = {"track": track, "series": series, "episode": episode, "collection": collection}
    return {word: str(row.pk) for word, row in rows.items()} | {
        "contributor": str(credit.contributor_id)
    }
