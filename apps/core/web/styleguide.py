"""Development only: every component of the design system in every state."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone

from apps.core.web.lines import rows_of

PAGES = ("components", "viewer", "console", "auth", "public", "error", "email")
SECTIONS = (
    ("colour", "Colour"),
    ("type", "Type"),
    ("buttons", "Buttons"),
    ("forms", "Forms"),
    ("tables", "Tables"),
    ("cards", "Cards and lists"),
    ("figures", "Figures and charts"),
    ("feedback", "Feedback"),
    ("navigation", "Navigation"),
    ("overlays", "Dialogs and menus"),
    ("films", "Films"),
)
TOKENS = [
    "bg",
    "surface",
    "surface-2",
    "surface-3",
    "raised",
    "text",
    "text-muted",
    "text-subtle",
    "brand",
    "brand-soft",
    "brand-text",
    "accent",
    "accent-text",
    "success",
    "success-soft",
    "success-text",
    "warning",
    "warning-soft",
    "warning-text",
    "danger",
    "danger-soft",
    "danger-text",
    "info",
    "info-soft",
    "info-text",
    "chart-1",
    "chart-2",
    "chart-3",
    "chart-4",
    "chart-5",
    "chart-6",
]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="As it stands on the poster.")
    email = forms.EmailField(label="Contact", initial="ana@kush.example")
    password = forms.CharField(
        widget=forms.PasswordInput, help_text="At least ten characters. A sentence is fine."
    )
    address = forms.CharField(label="Address of your site", initial="kush")
    certificate = forms.ChoiceField(
        choices=[("u", "U: everybody"), ("ua", "UA 13+"), ("a", "A: adults")]
    )
    synopsis = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    colour = forms.CharField(widget=forms.TextInput(attrs={"type": "color"}), initial="#f5ae3d")
    poster = forms.FileField(required=False, help_text="JPEG or PNG, two by three.")
    languages = forms.MultipleChoiceField(
        choices=[("hi", "Hindi"), ("ta", "Tamil"), ("te", "Telugu")],
        widget=forms.CheckboxSelectMultiple,
    )
    released = forms.ChoiceField(
        choices=[("now", "Now"), ("later", "On a date")], widget=forms.RadioSelect, initial="now"
    )
    agreed = forms.BooleanField(label="I hold the rights to this film", required=False)
    notify = forms.BooleanField(label="Tell me when it is ready", required=False, initial=True)


class LineForm(forms.Form):
    """One of the lines that are added, moved and removed."""

    name = forms.CharField()
    job = forms.ChoiceField(choices=[("d", "Director"), ("a", "Actor")])


@dataclass(frozen=True)
class Row:
    pk: int
    title: str
    status: str
    tone: str
    views: int
    revenue: Decimal


def styleguide(request: HttpRequest, page: str = "components") -> HttpResponse:
    if not settings.DEVELOPER_PAGES or page not in PAGES:
        raise Http404
    if page == "email":
        return letter(request)
    return render(request, f"styleguide/{page}.html", sample_context())


@csp_update({"style-src-attr": [UNSAFE_INLINE]})
def letter(request: HttpRequest) -> HttpResponse:
    """Letters carry style attributes, which the policy of our pages refuses."""
    return render(request, "styleguide/email.html", sample_context())


def sample_context() -> dict[str, Any]:
    return {
        "sections": SECTIONS,
        "tokens": TOKENS,
        "form": SampleForm(),
        "form_with_errors": SampleForm({"email": "ana@", "title": ""}, prefix="bad"),
        "lines": rows_of(LineForm)(prefix="lines", initial=[{"name": "Asha Rao", "job": "d"}]),
        "films": sample_films(),
        "rows": sample_rows(),
        "console_nav": sample_nav(),
        **sample_figures(),
        **sample_progress(),
        "studio_name": "Kush Films",
        "email_url": "https://kush.cineradar.example/accounts/confirm/8f2c",
    }


def sample_films() -> list[dict[str, Any]]:
    pictures = ["monsoon.svg", "harbour.svg", "circuit.svg"]
    titles = [
        "The Last Monsoon", "Harbour Lights", "Radio Circuit", "Kopi Tubruk", "नीला आसमान",
        "The Cartographer's Daughter", "மழைக்கால இரவு", "Paper Boats", "Meridian", "Senja di Utara",
    ]  # fmt: skip
    return [
        {
            "title": title,
            "url": "#films",
            "image": static(f"core/styleguide/{pictures[at]}") if at < len(pictures) else "",
            "meta": ["2025", "2 h 14 min"],
            "badge": "New" if at == 1 else "",
            "progress": 62 if at == 2 else "",
        }
        for at, title in enumerate(titles)
    ]


def sample_rows() -> list[Row]:
    return [
        Row(1, "The Last Monsoon", "Published", "success", 182_340, Decimal("4120500.00")),
        Row(2, "Harbour Lights", "Encoding", "info", 0, Decimal(0)),
        Row(3, "Radio Circuit", "Scheduled", "warning", 12_904, Decimal("98000.50")),
        Row(4, "Meridian", "Failed", "danger", 0, Decimal(0)),
    ]


def sample_nav() -> list[dict[str, Any]]:
    return [
        {
            "label": "Overview",
            "url": "#",
            "icon": "layout-dashboard",
            "current": True,
            "section": "",
        },
        {
            "label": "Films",
            "url": "#",
            "icon": "clapperboard",
            "badge": "12",
            "section": "Catalogue",
        },
        {"label": "Uploads", "url": "#", "icon": "cloud-upload", "section": "Catalogue"},
        {"label": "Viewers", "url": "#", "icon": "users", "section": "Audience"},
        {"label": "Plans", "url": "#", "icon": "credit-card", "section": "Audience"},
        {"label": "Branding", "url": "#", "icon": "palette", "section": "Studio"},
        {"label": "Team", "url": "#", "icon": "user-cog", "section": "Studio"},
        {"label": "Settings", "url": "#", "icon": "settings", "section": "Studio"},
    ]


def sample_figures() -> dict[str, Any]:
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    streamed = {"name": "Streamed", "values": [1240, 1320, 1180, 1510, 2240, 3120, 2890]}
    rented = {"name": "Rented", "values": [310, 280, 340, 390, 620, 910, 840]}
    return {
        "spark_up": [12, 14, 11, 16, 18, 17, 22, 26],
        "spark_down": [30, 28, 29, 24, 22, 23, 19, 16],
        "line": {"labels": days, "series": [streamed, rented]},
        "bar": {"labels": days, "series": [streamed, rented], "stacked": True},
        "donut": {
            "labels": ["Premium", "Basic", "Free"],
            "series": [{"name": "Viewers", "values": [5210, 8120, 14400]}],
        },
    }


def sample_progress() -> dict[str, Any]:
    now = timezone.now()
    return {
        "job_steps": [
            {"key": "probe", "title": "Looked at the file", "text": "1080p, 25 fps, stereo", "state": "done"},
            {"key": "encode", "title": "Encoding six qualities", "text": "4 of 6", "state": "current"},
            {"key": "package", "title": "Packaging for players", "state": "todo"},
        ],
        "events": [
            {"icon": "check", "tone": "success", "title": "Ana published", "text": "The Last Monsoon", "at": now - timedelta(minutes=4)},
            {"icon": "x", "tone": "danger", "title": "Encoding failed", "text": "of Meridian: the file has no picture", "at": now - timedelta(hours=3)},
            {"icon": "upload", "title": "Adi uploaded", "text": "Harbour Lights", "at": now - timedelta(days=2)},
        ],
        "tabs": [
            {"label": "Overview", "url": "#navigation", "current": True},
            {"label": "Viewers", "url": "#navigation", "badge": "3"},
            {"label": "Files", "url": "#navigation"},
        ],
        "crumbs": [{"label": "Films", "url": "#"}, {"label": "The Last Monsoon", "url": "#"}],
        "plan_filter": [{"name": "status", "label": "Any status", "options": [("published", "Published"), ("draft", "Draft")]}],
        "bulk_actions": [{"label": "Publish", "value": "publish"}, {"label": "Delete", "value": "delete", "kind": "danger-quiet"}],
    }  # fmt: skip
