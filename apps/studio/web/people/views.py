"""Pages of the desk about the people whom credits name."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.catalog.errors import ContributorAddressTaken
from apps.catalog.models import Contributor
from apps.catalog.selectors.contributors import people_for_desk, person_for_desk
from apps.catalog.services.contributors import (
    create_contributor,
    delete_contributor,
    set_portrait,
    update_contributor,
)
from apps.core.errors import NotFound, Unprocessable
from apps.core.web.csv_export import csv_response
from apps.core.web.media import accel_response
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.films.forms import ArtworkForm

PEOPLE_A_PAGE = 50
LONGEST_SEARCH = 100


class NewPersonForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)


class PersonForm(forms.ModelForm):
    class Meta:
        model = Contributor
        fields = ["name", "biography", "slug"]
        widgets = {"biography": forms.Textarea(attrs={"rows": 6})}

    def validate_unique(self) -> None:
        """Left to the service, which says when an address is taken."""


class PeopleMixin(DeskMixin):
    """Pages for whoever may edit films."""

    may_open = staticmethod(rules.can_edit_films)


class People(PeopleMixin, TemplateView):
    template_name = "studio/people/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        kwargs.setdefault("form", NewPersonForm())
        rows = people_for_desk(search=parameters.get("q", "")[:LONGEST_SEARCH])
        return super().get_context_data(
            page=Paginator(rows, PEOPLE_A_PAGE).get_page(parameters.get("page")),
            is_narrow=bool(parameters.get("q")),
            csv_url=f"{reverse('desk-people-csv')}?{parameters.urlencode()}",
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewPersonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        made = create_contributor(form.cleaned_data["name"], by=request.user)
        return redirect("desk-person", made.pk)


class PeopleCsv(PeopleMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        rows = (
            [row.name, row.slug, row.credit_count]
            for row in people_for_desk(search=request.GET.get("q", "")[:LONGEST_SEARCH])
        )
        return csv_response("people.csv", [_("Name"), _("Address"), _("Credits")], rows)


class OnePersonMixin(PeopleMixin):
    @cached_property
    def person(self) -> Contributor:
        pk: UUID = self.kwargs["pk"]
        return person_for_desk(pk)


class PersonPage(OnePersonMixin, TemplateView):
    template_name = "studio/people/person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.person
        kwargs.setdefault("form", PersonForm(instance=person_for_desk(person.pk)))
        named_in = person.credits.select_related("film", "series").order_by("job", "pk")
        return super().get_context_data(person=person, named_in=named_in, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = PersonForm(request.POST, instance=person_for_desk(pk))
        if form.is_valid():
            try:
                update_contributor(self.person, by=request.user, **form.cleaned_data)
            except ContributorAddressTaken as refusal:
                form.add_error("slug", str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("desk-person", pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class Portrait(OnePersonMixin, View):
    """The picture itself, and a new one."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if not self.person.portrait:
            raise NotFound
        return accel_response(self.person.portrait, "image/jpeg")

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if ArtworkForm(request.POST, request.FILES).is_valid():
            self._replace(request)
        else:
            messages.error(request, _("Choose a picture first."))
        return redirect("desk-person", pk)

    def _replace(self, request: HttpRequest) -> None:
        try:
            set_portrait(self.person, picture=request.FILES["picture"], by=request.user)
        except Unprocessable as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The picture is replaced."))


class DeletePerson(OnePersonMixin, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        delete_contributor(self.person, by=request.user)
        messages.success(request, _("The person and all credits of theirs are deleted."))
        return redirect("desk-people")
