"""Pages of the desk about films: the list, a new one, one of them."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.catalog.enums import FilmKind, FilmState
from apps.catalog.models import Genre
from apps.catalog.selectors.films import DeskFilm, film_for_desk
from apps.catalog.selectors.uploads import interrupted_upload
from apps.catalog.services.films import create_film, update_film
from apps.core.web.csv_export import csv_response
from apps.studio.enums import BulkAction
from apps.studio.selectors.titles import known_tags
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.films import tables
from apps.studio.web.films.forms import FilmForm, NewFilmForm
from apps.studio.web.films.progress import twin_of, work_of
from apps.studio.web.films.standing import standing_of
from apps.studio.web.films.tabs import film_tabs


class FilmsMixin(DeskMixin):
    """Pages for whoever may edit films."""

    may_open = staticmethod(rules.can_edit_films)


class Films(FilmsMixin, TemplateView):
    template_name = "studio/films/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        page = tables.page_of(parameters)
        return super().get_context_data(
            page=page,
            rows=tables.rows_of(page),
            is_narrow=any(parameters.get(name) for name in ("q", "state", "kind")),
            filters=[_state_filter(parameters), _kind_filter(parameters)],
            bulk_actions=_bulk_actions(self.request),
            csv_url=f"{reverse('desk-films-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


def _state_filter(parameters: QueryDict) -> dict[str, Any]:
    chosen = parameters.get("state", "")
    options = FilmState.choices
    return {"name": "state", "label": _("Any state"), "options": options, "value": chosen}


def _kind_filter(parameters: QueryDict) -> dict[str, Any]:
    chosen = parameters.get("kind", "")
    options = FilmKind.choices
    return {"name": "kind", "label": _("Any kind"), "options": options, "value": chosen}


def _bulk_actions(request: HttpRequest) -> list[dict[str, Any]]:
    edit = {"label": _("Edit"), "value": "edit", "kind": "", "url": reverse("desk-films-edit")}
    if not rules.can_publish_films(request.user):
        return [edit]
    return [edit, *({"label": one.label, "value": one.value, "kind": ""} for one in BulkAction)]


class FilmsCsv(FilmsMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        films = tables.asked_for(request.GET)
        return csv_response("films.csv", tables.csv_header(), tables.csv_rows(films))


def _upload_context() -> dict[str, Any]:
    """Where a video goes: through us piece by piece, or to the object store in parts."""
    goes_direct = settings.MEDIA_STORAGE == "s3"
    return {
        "upload_url": reverse("v1:multipart-list" if goes_direct else "v1:upload-list"),
        "upload_way": "parts" if goes_direct else "pieces",
        "max_bytes": settings.UPLOAD_MAX_BYTES,
    }


class NewFilm(FilmsMixin, TemplateView):
    template_name = "studio/films/new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**_upload_context(), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A draft for the file that was just chosen; the page goes on sending it."""
        form = NewFilmForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        title, film = form.cleaned_data["title"], form.cleaned_data["film"]
        film = film or create_film(title, by=request.user)
        return JsonResponse(
            {
                "pk": str(film.pk),
                "url": reverse("desk-film", args=[film.pk]),
                "form_url": reverse("desk-film-details", args=[film.pk]),
            }
        )


class OneFilmMixin(FilmsMixin):
    @cached_property
    def desk_film(self) -> DeskFilm:
        pk: UUID = self.kwargs["pk"]
        return film_for_desk(pk)


class FilmPage(OneFilmMixin, TemplateView):
    template_name = "studio/films/film.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        film = self.desk_film.film
        return super().get_context_data(
            film=film,
            title=film,
            encode=self.desk_film.encode,
            twin=twin_of(self.desk_film),
            work=work_of(self.desk_film),
            standing=standing_of(self.desk_film),
            form=FilmForm(film=film),
            genres=Genre.objects.all(),
            tags=known_tags(),
            tabs=film_tabs(film, "desk-film"),
            may_publish=rules.can_publish_films(self.request.user),
            waiting_upload=interrupted_upload(film),
            **_upload_context(),
            **kwargs,
        )


class Details(OneFilmMixin, View):
    """The form alone: for the page of a new film, and the answer to every save."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._show(request, FilmForm(film=self.desk_film.film))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = FilmForm(request.POST, film=self.desk_film.film)
        if not form.is_valid():
            return self._show(request, form, status=422)
        film = update_film(self.desk_film.film, by=request.user, **form.changes)
        if not request.htmx:
            messages.success(request, _("Saved."))
            return redirect("desk-film", pk)
        response = self._show(request, FilmForm(film=film))
        response.headers["HX-Trigger"] = json.dumps(
            {"toast": {"text": _("Saved."), "tone": "success"}}
        )
        return response

    def _show(self, request: HttpRequest, form: FilmForm, status: int = 200) -> HttpResponse:
        film = self.desk_film.film
        context = {"form": form, "film": film, "genres": Genre.objects.all(), "tags": known_tags()}
        return render(request, "studio/films/_details.html", context, status=status)
