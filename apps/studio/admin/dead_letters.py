"""Background work that was given up: what it was, why it failed, try it again, discard it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.contrib.filters.admin import DropdownFilter, RangeDateTimeFilter
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from apps.accounts import rules
from apps.core.enums import TaskState
from apps.core.errors import DomainError
from apps.core.models import DeadLetter
from apps.core.outbox.arguments import shown_arguments
from apps.core.outbox.numbers import queue_names, task_names
from apps.core.web.admin.questions import Question
from apps.studio.admin.jobs import StudioFilter
from apps.studio.admin.rows import RowsOfStudios
from apps.studio.services import dead_letters

Service = Callable[..., None]


class ChoiceOfColumn(DropdownFilter):
    """By one of the values that a column has among the dead letters."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        values = model_admin.get_queryset(request).order_by().values_list(self.parameter_name)
        return [(value, value) for (value,) in sorted(values.distinct())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[DeadLetter]) -> Any:
        chosen = self.value()
        return queryset.filter(**{self.parameter_name: chosen}) if chosen else queryset


class TaskFilter(ChoiceOfColumn):
    title = gettext_lazy("task")
    parameter_name = "name"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in task_names()]


class ErrorFilter(ChoiceOfColumn):
    title = gettext_lazy("error")
    parameter_name = "error_name"


class QueueFilter(ChoiceOfColumn):
    title = gettext_lazy("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in queue_names()]


class Chosen(forms.Form):
    """The rows that were ticked in the table, once more, with the yes to what is asked."""

    action = forms.CharField(widget=forms.HiddenInput)
    select_across = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest) -> None:
        self.picked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        asked = {"action": request.POST["action"], "confirmed": "yes"}
        across = request.POST.get("select_across", "0")
        super().__init__(
            request.POST if "confirmed" in request.POST else None,
            initial=asked | {"select_across": across},
        )
        choices = [(pk, pk) for pk in self.picked]
        self.fields[ACTION_CHECKBOX_NAME] = forms.MultipleChoiceField(
            choices=choices, initial=self.picked, widget=forms.MultipleHiddenInput
        )


class DeadLetterAdmin(RowsOfStudios):
    list_display = ("name", "studio", "queue", "error_name", "attempts", "created_at", "died_at")
    list_filter = (
        TaskFilter,
        QueueFilter,
        StudioFilter,
        ErrorFilter,
        ("died_at", RangeDateTimeFilter),
    )
    search_fields = ("id", "name", "studio_schema", "error_name", "request_id")
    ordering = ("-died_at",)
    csv_fields = (
        "id",
        "name",
        "studio",
        "queue",
        "error_name",
        "attempts",
        "request_id",
        "created_at",
        "started_at",
        "died_at",
    )
    fieldsets = (
        (None, {"fields": (("name", "studio"), ("queue", "attempts"), "arguments")}),
        (gettext_lazy("What went wrong"), {"fields": ("error_name", "traceback")}),
        (
            gettext_lazy("Times"),
            {"fields": (("created_at", "sent_at"), ("started_at", "died_at"))},
        ),
        (gettext_lazy("Identifiers"), {"fields": ("id", "request_id", "worker")}),
    )
    actions = ("retry_selected", "discard_selected")
    actions_detail = ("retry", "discard")

    def rows(self) -> QuerySet[DeadLetter]:
        dead: QuerySet[DeadLetter] = DeadLetter.objects.across_studios()
        return dead.filter(state=TaskState.DEAD)

    @display(description=gettext_lazy("arguments"))
    def arguments(self, letter: DeadLetter) -> SafeString | str:
        pairs = shown_arguments(letter).items()
        return format_html_join(SafeString("<br>"), "{}: {}", pairs) or "–"

    @display(description=gettext_lazy("error detail"))
    def traceback(self, letter: DeadLetter) -> SafeString:
        return format_html('<pre class="bo-trace" tabindex="0">{}</pre>', letter.error_detail)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_read_jobs(request.user)

    def has_manage_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.can_manage_studios(request.user)

    @action(description=gettext_lazy("Try again"), icon="replay", permissions=["manage"])
    def retry(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._ask_about_one(
            request,
            object_id,
            service=dead_letters.retry_letter,
            title=_("Try again"),
            consequence=_("The work is queued again and gets three more attempts."),
            button=_("Try again"),
            done=_("The work is queued again."),
        )

    @action(
        description=gettext_lazy("Discard"),
        icon="delete",
        variant=ActionVariant.DANGER,
        permissions=["manage"],
    )
    def discard(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._ask_about_one(
            request,
            object_id,
            service=dead_letters.discard_letter,
            title=_("Discard the dead letter"),
            consequence=_("The work is forgotten and never done. Only the audit log remembers it."),
            button=_("Discard"),
            done=_("The dead letter was discarded."),
            is_destructive=True,
        )

    def _ask_about_one(
        self, request: HttpRequest, object_id: str, *, service: Service, **words: Any
    ) -> HttpResponse:
        letter = get_object_or_404(self.get_queryset(request), pk=object_id)
        question = Question(back=self.url_of("change", letter.pk), **words)

        def do(data: dict[str, Any]) -> str:
            service(letter, by=request.user)
            return self.url_of("changelist")

        return self.ask(request, question, do=do, row=letter)

    @action(description=gettext_lazy("Try selected ones again"), permissions=["manage"])
    def retry_selected(self, request: HttpRequest, queryset: QuerySet[DeadLetter]) -> None:
        count = self._do_each(request, queryset, dead_letters.retry_letter)
        text = ngettext("%(count)s is queued again.", "%(count)s are queued again.", count)
        messages.success(request, text % {"count": count})

    @action(description=gettext_lazy("Discard selected ones"), permissions=["manage"])
    def discard_selected(
        self, request: HttpRequest, queryset: QuerySet[DeadLetter]
    ) -> HttpResponse:
        count = queryset.count()
        consequence = ngettext(
            "%(count)s piece of work is forgotten and never done.",
            "%(count)s pieces of work are forgotten and never done.",
            count,
        )
        question = Question(
            title=_("Discard dead letters"),
            consequence=consequence % {"count": count},
            button=_("Discard"),
            done=_("The dead letters were discarded."),
            back=self.url_of("changelist"),
            is_destructive=True,
        )

        def do(data: dict[str, Any]) -> None:
            self._do_each(request, queryset, dead_letters.discard_letter)

        return self.ask(request, question, form=Chosen(request), do=do)

    def _do_each(
        self, request: HttpRequest, letters: Iterable[DeadLetter], service: Service
    ) -> int:
        """How many of them it worked for; each refusal is said."""
        chosen, refusals = list(letters), []
        for letter in chosen:
            try:
                service(letter, by=request.user)
            except DomainError as refusal:
                refusals.append(str(refusal))
        for text in sorted(set(refusals)):
            messages.warning(request, f"{refusals.count(text)} × {text}")
        return len(chosen) - len(refusals)
