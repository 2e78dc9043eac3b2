"""Shapes of what the API takes and gives about profiles."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.accounts.domain import caption_styles
from apps.accounts.domain.ages import ADULT, AGES
from apps.accounts.domain.portraits import COLOURS, DRAWN, PORTRAITS
from apps.accounts.models import Profile
from apps.accounts.services.profiles import LONGEST_NAME
from apps.core.api.shapes import Input

LANGUAGE_TAG = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?)?$"
PIN = r"^([0-9]{4})?$"
STYLE = {name: values[0] for name, values in caption_styles.CHOICES.items()}
PROFILE = {
    "id": "0199f2a4-7a0e-7c1b-9d55-0d6f3f5c2b11",
    "name": "Sari",
    "avatar": "owl",
    "colour": "teal",
    "picture": "/static/accounts/portraits/owl.svg",
    "is_kids": True,
    "max_age": 7,
    "is_protected": False,
    "language": "id",
    "audio_language": "id",
    "subtitle_language": "",
    "autoplay": True,
    "caption_style": STYLE,
}


class CaptionStyleInput(Input):
    """Parts that are left out look as usual."""

    size = serializers.ChoiceField(caption_styles.CHOICES["size"], required=False)
    colour = serializers.ChoiceField(caption_styles.CHOICES["colour"], required=False)
    background = serializers.ChoiceField(caption_styles.CHOICES["background"], required=False)
    opacity = serializers.ChoiceField(caption_styles.CHOICES["opacity"], required=False)
    edge = serializers.ChoiceField(caption_styles.CHOICES["edge"], required=False)
    font = serializers.ChoiceField(caption_styles.CHOICES["font"], required=False)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Hindi with English subtitles",
            value={"audio_language": "hi", "subtitle_language": "en", "autoplay": True},
            request_only=True,
        )
    ]
)
class TastesInput(Input):
    """What a profile decides while it watches; what is left out stays as it is."""

    audio_language = serializers.RegexField(
        LANGUAGE_TAG, max_length=12, allow_blank=True, required=False
    )
    subtitle_language = serializers.RegexField(
        LANGUAGE_TAG,
        max_length=12,
        allow_blank=True,
        required=False,
        help_text="Empty: no subtitles.",
    )
    autoplay = serializers.BooleanField(required=False)
    caption_style = CaptionStyleInput(required=False)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A child's",
            value={"name": "Sari", "avatar": "owl", "is_kids": True, "max_age": 7},
            request_only=True,
        )
    ]
)
class ViewingProfileInput(TastesInput):
    name = serializers.CharField(max_length=LONGEST_NAME)
    avatar = serializers.ChoiceField(PORTRAITS, required=False)
    colour = serializers.ChoiceField(COLOURS, required=False)
    is_kids = serializers.BooleanField(required=False)
    max_age = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=ADULT,
        help_text="The oldest rating it shows: 0, 7, 13, 16 or 18 (everything). A children's "
        "profile 13 at most, and 7 unless you say otherwise.",
    )
    language = serializers.ChoiceField(settings.LANGUAGES, allow_blank=True, required=False)
    pin = serializers.RegexField(
        PIN,
        allow_blank=True,
        required=False,
        write_only=True,
        help_text="Four digits; empty for none.",
    )

    def validate_max_age(self, value: int) -> int:
        if value not in AGES:
            raise serializers.ValidationError(_("Choose 0, 7, 13, 16 or 18."))
        return value


@extend_schema_serializer(
    examples=[OpenApiExample("With its PIN", value={"pin": "4711"}, request_only=True)]
)
class SwitchInput(Input):
    pin = serializers.RegexField(PIN, allow_blank=True, required=False, default="")
    password = serializers.CharField(
        max_length=1000,
        trim_whitespace=False,
        required=False,
        default="",
        help_text="In a browser that leaves a children's profile while the household has no PIN.",
    )


@extend_schema_serializer(examples=[OpenApiExample("A child's", value=PROFILE, response_only=True)])
class ViewingProfileOutput(serializers.ModelSerializer[Profile]):
    picture = serializers.SerializerMethodField(
        help_text="Address of the drawing; empty for initials."
    )
    is_protected = serializers.BooleanField(help_text="Whether choosing it takes a PIN.")
    caption_style = serializers.SerializerMethodField()

    class Meta:
        model = Profile
        fields = tuple(PROFILE)

    def get_picture(self, profile: Profile) -> str:
        drawn = profile.avatar in DRAWN
        return static(f"accounts/portraits/{profile.avatar}.svg") if drawn else ""

    def get_caption_style(self, profile: Profile) -> dict[str, str]:
        return caption_styles.complete(profile.caption_style)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A household",
            value={"results": [PROFILE], "current": PROFILE["id"]},
            response_only=True,
        )
    ]
)
class ProfilesOutput(serializers.Serializer[Mapping[str, Any]]):
    results = ViewingProfileOutput(many=True)
    current = serializers.UUIDField(
        allow_null=True, help_text="The one this call was made for; null: choose one first."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Chosen",
            value={"profile": PROFILE, "token": "WyIwMTk5ZjJhN…", "expires_in": 43200},  # nosec B105  # an example
            response_only=True,
        )
    ]
)
class SwitchOutput(serializers.Serializer[Mapping[str, Any]]):
    profile = ViewingProfileOutput()
    token = serializers.CharField(help_text="Send it as X-Profile from now on.")
    expires_in = serializers.IntegerField(help_text="Seconds.")
