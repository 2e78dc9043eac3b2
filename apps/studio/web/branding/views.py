"""Branding with a live preview: what is typed shows at once, what is saved shows on the site."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import FormView, TemplateView

from apps.accounts import rules
from apps.core.errors import DomainError
from apps.studio.web.branding.forms import BrandingForm
from apps.studio.web.desk.views import DeskMixin
from apps.tenants.enums import Picture
from apps.tenants.errors import VariableRefused
from apps.tenants.models import Branding
from apps.tenants.selectors.appearance import moved_sentences, preview_of
from apps.tenants.selectors.studios import this_studio
from apps.tenants.services.branding import (
    ensure_branding,
    remove_picture,
    replace_picture,
    save_branding,
)


class BrandingDeskMixin(DeskMixin):
    may_open = staticmethod(rules.can_edit_branding)

    @staticmethod
    def branding() -> Branding:
        return ensure_branding(this_studio())


class BrandingPage(BrandingDeskMixin, FormView):
    template_name = "studio/branding/edit.html"
    form_class = BrandingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "branding": self.branding()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        branding = self.branding()
        context = {"saved": branding, "pictures": _pictures(branding), **kwargs}
        return super().get_context_data(notes=self._notes(), **context)

    def _notes(self) -> list[Any]:
        form = self.get_form()
        preview = preview_of({name: form[name].value() or "" for name in form.fields})
        return preview.notes if preview else []

    def form_valid(self, form: BrandingForm) -> HttpResponse:
        try:
            moved = save_branding(self.branding(), by=self.request.user, **form.cleaned_data)
        except VariableRefused as refusal:
            form.add_error("variables", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved. Your site wears its new look."))
        for colour in moved:
            sentence = moved_sentences()[colour.field]
            text = sentence % {"wanted": colour.wanted, "shown": colour.stored}
            messages.warning(self.request, text)
        return redirect("desk-branding")


class BrandingCheck(BrandingDeskMixin, View):
    """The look of unsaved fields, for the preview: variables and the contrast check."""

    def get(self, request: HttpRequest) -> JsonResponse:
        preview = preview_of(request.GET.dict())
        if preview is None:
            return JsonResponse({"variables": {}, "notes": []}, status=422)
        notes = [{"tone": note.tone, "text": note.text} for note in preview.notes]
        return JsonResponse({"variables": preview.variables, "notes": notes})


@method_decorator(xframe_options_sameorigin, name="dispatch")
@method_decorator(csp_replace({"frame-ancestors": ["'self'"]}), name="dispatch")
class BrandingPreview(BrandingDeskMixin, TemplateView):
    """A page of the viewers' site with made-up films, shown inside the branding page."""

    template_name = "studio/branding/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(saved=self.branding(), films=_made_up_films(), **kwargs)


class PictureUpload(BrandingDeskMixin, View):
    """Takes one picture and goes back; a refusal is said there."""

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        picture, file = _picture(kind), request.FILES.get("picture")
        if file is None:
            messages.error(request, _("Choose a file first."))
        else:
            self._replace(request, picture, file)
        return redirect("desk-branding")

    def _replace(self, request: HttpRequest, picture: Picture, file: Any) -> None:
        try:
            replace_picture(self.branding(), picture, file, by=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The picture is on your site."))


class PictureRemoval(BrandingDeskMixin, View):
    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        remove_picture(self.branding(), _picture(kind), by=request.user)
        messages.success(request, _("The picture is gone."))
        return redirect("desk-branding")


def _picture(kind: str) -> Picture:
    if kind not in Picture.values:
        raise Http404
    return Picture(kind)


def _pictures(branding: Branding) -> list[dict[str, Any]]:
    texts = {
        Picture.LOGO: _("In the header and in letters. Wide, on a transparent ground."),
        Picture.FAVICON: _("Square. The browser's tab and the installed app are drawn from it."),
        Picture.HERO: _(
            "Behind the start page when the film on top has no picture. 1920 × 1080 or larger."
        ),
    }
    addresses = {
        Picture.LOGO: branding.logo_url,
        Picture.FAVICON: branding.favicon_url,
        Picture.HERO: branding.hero_url,
    }
    return [
        {
            "kind": picture.value,
            "label": picture.label,
            "text": texts[picture],
            "url": addresses[picture],
            "is_own": bool(getattr(branding, picture)),
        }
        for picture in Picture
    ]


def _made_up_films() -> list[dict[str, Any]]:
    titles = (
        _("The Lantern Keeper"),
        _("Monsoon Letters"),
        _("Salt and Silver"),
        _("Night Ferry"),
        _("A Crown of Reeds"),
        _("Second Sunday"),
    )
    return [{"title": title, "url": "#", "meta": ["2026"]} for title in titles]
