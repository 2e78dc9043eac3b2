"""Profiles and streams of a studio, for people of the platform who help its viewers.

What somebody has watched so far is not among them: nobody needs it to help.
"""

from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from apps.accounts.models import Profile
from apps.catalog.models import Play
from apps.studio.web.backoffice.inspected import InspectedAdmin
from apps.studio.web.backoffice.inspected_titles import inspection_site

__all__ = ["inspection_site"]


class ProfilesOfStudio(InspectedAdmin):
    icon = "supervisor_account"
    list_display = ("name", "user", "position", "is_kids", "max_age", "has_pin", "locked_until")
    list_filter = ("is_kids", "max_age")
    list_select_related = ("user",)
    search_fields = ("name", "user__email")
    ordering = ("user__email", "position")
    fields = (
        "user",
        "name",
        "position",
        "is_kids",
        "max_age",
        "has_pin",
        "wrong_pins",
        "locked_until",
        "language",
        "audio_language",
        "subtitle_language",
        "autoplay",
        "created_at",
    )

    @display(description=_("PIN"), boolean=True)
    def has_pin(self, profile: Profile) -> bool:
        return profile.is_protected


class PlaysOfStudio(InspectedAdmin):
    icon = "play_circle"
    list_display = ("started_at", "account", "film", "device", "plan", "cap", "end_reason")
    list_filter = (("started_at", RangeDateTimeFilter), "end_reason")
    list_select_related = ("account", "film")
    search_fields = ("account__email", "film__title", "device")
    ordering = ("-started_at",)
    show_full_result_count = False
    fields = (
        *list_display,
        "country",
        "last_beat_at",
        "ended_at",
        "startup_ms",
        "stalls",
        "stalled_ms",
        "switches",
        "error_code",
    )


inspection_site.register(Profile, ProfilesOfStudio)
inspection_site.register(Play, PlaysOfStudio)
