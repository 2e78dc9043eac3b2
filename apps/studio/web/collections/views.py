"""Pages of the desk about collections: the list, one of them, and the titles in it."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.catalog.errors import CollectionAddressTaken
from apps.catalog.models import Collection, CollectionEntry, Film, Series
from apps.catalog.services.collections import (
    create_collection,
    delete_collection,
    set_entries,
    update_collection,
)
from apps.core.web.csv_export import csv_response
from apps.studio.selectors.titles import (
    collections_for_desk,
    entries_of,
    one_collection,
    title_by_key,
    titles_found,
)
from apps.studio.web.desk.views import DeskMixin

COLLECTIONS_A_PAGE = 50
LONGEST_SEARCH = 100
MOST_ENTRIES = 200


class NewCollectionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)


class CollectionForm(forms.ModelForm):
    class Meta:
        model = Collection
        fields = ["title", "synopsis", "slug", "position", "is_published"]
        widgets = {"synopsis": forms.Textarea(attrs={"rows": 4})}
        labels = {"is_published": gettext_lazy("Show it on the site")}
        help_texts = {"position": gettext_lazy("Small numbers come first.")}

    def validate_unique(self) -> None:
        """Left to the service, which says when an address is taken."""


class CollectionsMixin(DeskMixin):
    """Pages for whoever may edit films."""

    may_open = staticmethod(rules.can_edit_films)


class Collections(CollectionsMixin, TemplateView):
    template_name = "studio/collections/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        kwargs.setdefault("form", NewCollectionForm())
        rows = collections_for_desk(search=parameters.get("q", "")[:LONGEST_SEARCH])
        return super().get_context_data(
            page=Paginator(rows, COLLECTIONS_A_PAGE).get_page(parameters.get("page")),
            is_narrow=bool(parameters.get("q")),
            csv_url=f"{reverse('desk-collections-csv')}?{parameters.urlencode()}",
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewCollectionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        made = create_collection(form.cleaned_data["title"], by=request.user)
        return redirect("desk-collection", made.pk)


class CollectionsCsv(CollectionsMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [_("Title"), _("Address"), _("On the site"), _("Titles")]
        rows = (
            [row.title, row.slug, _("yes") if row.is_published else _("no"), row.entry_count]
            for row in collections_for_desk(search=request.GET.get("q", "")[:LONGEST_SEARCH])
        )
        return csv_response("collections.csv", header, rows)


class OneCollectionMixin(CollectionsMixin):
    @cached_property
    def collection(self) -> Collection:
        pk: UUID = self.kwargs["pk"]
        return one_collection(pk)


class CollectionPage(OneCollectionMixin, TemplateView):
    template_name = "studio/collections/collection.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collection = self.collection
        kwargs.setdefault("form", CollectionForm(instance=one_collection(collection.pk)))
        context = entries_context(collection, self.request.GET.get("find", ""))
        return super().get_context_data(**context, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = CollectionForm(request.POST, instance=one_collection(pk))
        if form.is_valid():
            try:
                update_collection(self.collection, by=request.user, **form.cleaned_data)
            except CollectionAddressTaken as refusal:
                form.add_error("slug", str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("desk-collection", pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DeleteCollection(OneCollectionMixin, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        delete_collection(self.collection, by=request.user)
        messages.success(request, _("The collection is deleted; its titles stay."))
        return redirect("desk-collections")


class Entries(OneCollectionMixin, View):
    """The titles in their order: each press of a button is saved."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        keys = changed_keys(request)[:MOST_ENTRIES]
        titles = [title_by_key(key) for key in keys]
        set_entries(self.collection, titles, by=request.user)
        if not request.htmx:
            return redirect("desk-collection", pk)
        context = entries_context(self.collection, request.POST.get("find", ""))
        response = render(request, "studio/collections/_entries.html", context)
        said = {"toast": {"text": _("Saved."), "tone": "success"}}
        response.headers["HX-Trigger"] = json.dumps(said)
        return response


class Find(OneCollectionMixin, View):
    """Titles to add, while somebody types."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        context = entries_context(self.collection, request.GET.get("find", ""))
        return render(request, "studio/collections/_found.html", context)


def entries_context(collection: Collection, find: str) -> dict[str, Any]:
    """What the list of entries and the search beside it show."""
    entries = entries_of(collection)
    titles = [entry.film or entry.series for entry in entries]
    found = titles_found(find[:LONGEST_SEARCH], without=[row.pk for row in titles if row])
    return {
        "collection": collection,
        "entries": [(key_of(entry), entry.film or entry.series) for entry in entries],
        "found": [(title_key(row), row) for row in found],
        "find": find,
    }


def changed_keys(request: HttpRequest) -> list[str]:
    """The keys sent, after the pressed button: add one, remove one, or move one up or down."""
    keys = request.POST.getlist("titles")
    if request.POST.get("add"):
        return [*keys, request.POST["add"]]
    if request.POST.get("remove"):
        return [key for key in keys if key != request.POST["remove"]]
    for name, by in (("up", -1), ("down", 1)):
        if request.POST.get(name) in keys:
            return _moved(keys, keys.index(request.POST[name]), by)
    return keys


def _moved(keys: list[str], place: int, by: int) -> list[str]:
    other = place + by
    if 0 <= other < len(keys):
        keys[place], keys[other] = keys[other], keys[place]
    return keys


def key_of(entry: CollectionEntry) -> str:
    return f"film:{entry.film_id}" if entry.film_id else f"series:{entry.series_id}"


def title_key(title: Film | Series) -> str:
    return f"{'film' if isinstance(title, Film) else 'series'}:{title.pk}"
