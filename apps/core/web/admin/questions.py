"""A page between a button and its service: what will happen, what we need to know, and a way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from apps.core.errors import DomainError

TEMPLATE = "admin/question.html"


@dataclass(frozen=True)
class Question:
    """``consequence`` is whole sentences; ``done`` is what the next page says when it worked.

    ``needs_proof``: whoever found an open browser must not do it, so the password is asked again.
    """

    title: str
    consequence: str
    button: str
    done: str
    back: str
    is_destructive: bool = False
    needs_proof: bool = False


class Nothing(forms.Form):
    """A question that only needs a yes."""


def text_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=UnfoldAdminTextInputWidget, **more)


def long_text_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}), **more)


def ask(
    request: HttpRequest,
    question: Question,
    *,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str | None],
    context: dict[str, Any],
) -> HttpResponse:
    """Show the question; once it is answered, ``do`` it with the form's data.

    ``do`` calls one service and may return the address to go on to (default: back). A refusal of
    the service stands above the form, and nothing has happened. ``context`` is the site's.
    """
    if request.method == "POST" and question.needs_proof:
        raise_if_reauthentication_required(request, app="")
    if request.method == "POST" and form.is_valid():
        try:
            target = do(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, question.done)
            return redirect(target or question.back)
    page = {**context, "title": question.title, "question": question, "form": form}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, TEMPLATE, page, status=status)
