"""Refusals about films, series and what is said of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Unprocessable


class FilmHasNoVideo(Conflict):
    code = "film_has_no_video"
    message = _("This film has no finished video yet. Upload one and wait until it is encoded.")


class FilmIsNotDraft(Conflict):
    code = "film_is_not_draft"
    message = _("Only a draft can be deleted. Withdraw this film instead.")


class FilmIsNotPublished(Conflict):
    code = "film_is_not_published"
    message = _("This film is not on the site.")


class FilmIsPublished(Conflict):
    code = "film_is_published"
    message = _("This film is on the site already.")


class FilmAddressTaken(Conflict):
    code = "film_address_taken"
    message = _("Another film has this address. Choose another one.")


class SeriesAddressTaken(Conflict):
    code = "series_address_taken"
    message = _("Another series has this address. Choose another one.")


class CollectionAddressTaken(Conflict):
    code = "collection_address_taken"
    message = _("Another collection has this address. Choose another one.")


class ContributorAddressTaken(Conflict):
    code = "contributor_address_taken"
    message = _("Somebody else has this address. Choose another one.")


class FilmHasExtras(Conflict):
    code = "film_has_extras"
    message = _("Trailers or extras belong to this film. Delete them first.")


class ExtraOfExtra(Conflict):
    code = "extra_of_extra"
    message = _("A trailer or an extra cannot have extras of its own.")


class SeriesIsPublished(Conflict):
    code = "series_is_published"
    message = _("This series is on the site already.")


class SeriesIsNotPublished(Conflict):
    code = "series_is_not_published"
    message = _("This series is not on the site.")


class SeriesIsNotDraft(Conflict):
    code = "series_is_not_draft"
    message = _("Only a draft can be deleted. Withdraw this series instead.")


class SeriesHasEpisodes(Conflict):
    code = "series_has_episodes"
    message = _("Episodes or extras belong to this series. Delete or move them first.")


class SeriesHasNoEpisodes(Conflict):
    code = "series_has_no_episodes"
    message = _("None of the episodes is on the site. Publish one of them first.")


class SeasonNumberTaken(Conflict):
    code = "season_number_taken"
    message = _("The series has a season of this number already.")


class SeasonHasEpisodes(Conflict):
    code = "season_has_episodes"
    message = _("Episodes belong to this season. Delete or move them first.")


class EpisodeNumberTaken(Conflict):
    code = "episode_number_taken"
    message = _("The season has an episode of this number already.")


class NotAnEpisode(Conflict):
    code = "not_an_episode"
    message = _("Only an episode has a place in a season.")


class ScheduledInThePast(Unprocessable):
    code = "scheduled_in_the_past"
    message = _("Choose a time that is still to come, or publish now.")


class WindowEndsBeforeStart(Unprocessable):
    code = "window_ends_before_start"
    message = _("A release window ends after it starts.")


class CountryUnknown(Unprocessable):
    code = "country_unknown"
    message = _("There is no such country. Use two letters, such as ID or IN.")


class RatingImpossible(Unprocessable):
    code = "rating_impossible"
    message = _("A rating is an age from 0 to 21.")


class ImportHasMistakes(Unprocessable):
    code = "import_has_mistakes"
    message = _("Nothing was imported: correct the lines that are named and try again.")


class ArtworkRefused(Unprocessable):
    """``sentence`` says what is wrong with the picture and what to do."""

    code = "artwork_refused"
    message = _("This picture cannot be used. Choose a JPEG, PNG or WebP of at most 50 megapixels.")

    def __init__(self, sentence: Any, **context: Any) -> None:
        super().__init__(**context)
        self.message = sentence
