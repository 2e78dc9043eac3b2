"""Opening a studio, step by step: address, letter, form, progress, the way in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from apps.core.addresses import site_of
from apps.core.enums import JobState
from apps.core.errors import DomainError
from apps.core.jobs import job_token
from apps.core.limits import network_of, spend
from apps.core.models import Job
from apps.core.origin import current_origin
from apps.tenants.enums import ProvisioningStep, StudioStatus
from apps.tenants.errors import SlugRefused, SlugTaken
from apps.tenants.models import SignUp
from apps.tenants.selectors.studios import main_address, slug_is_taken, slug_problem
from apps.tenants.services.provisioning import retry_opening
from apps.tenants.services.sign_ups import (
    complete_sign_up,
    open_sign_up_token,
    request_sign_up,
    welcome_token,
)
from apps.tenants.web.forms import NewStudioForm, StartForm

LETTERS = "20/hour"


class Start(FormView):
    """Asks for an address. The answer is the same for every address, known or not."""

    template_name = "tenants/start/start.html"
    form_class = StartForm

    def form_valid(self, form: StartForm) -> HttpResponse:
        spend(LETTERS, "sign-up", network_of(current_origin().ip))
        email = form.cleaned_data["email"]
        request_sign_up(email, language=get_language() or "")
        return render(self.request, "tenants/start/sent.html", {"email": email})


@never_cache
@require_safe
def slug_status(request: HttpRequest) -> HttpResponse:
    """Whether an address is free: a line below the field, while one types."""
    slug = request.GET.get("slug", "")
    fault = slug_problem(slug)
    taken = fault is None and slug_is_taken(slug)
    context = {"slug": slug, "fault": fault, "taken": taken}
    return render(request, "tenants/start/_slug_status.html", context)


@method_decorator(never_cache, name="dispatch")
class NewStudio(FormView):
    """Behind the link of the letter. Once used, the link leads to the studio it opened."""

    template_name = "tenants/start/form.html"
    form_class = NewStudioForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sign_up = open_sign_up_token(kwargs["token"])
        if self.sign_up.studio_id is not None:
            return redirect("start-opening", token=kwargs["token"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self.sign_up.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        suffix = f".{settings.BASE_DOMAIN}"
        context = {"email": self.sign_up.email, "address_suffix": suffix, **kwargs}
        return super().get_context_data(**context)

    def form_valid(self, form: NewStudioForm) -> HttpResponse:
        try:
            complete_sign_up(self.sign_up, **form.cleaned_data)
        except (SlugTaken, SlugRefused) as refusal:
            form.add_error("slug", str(refusal))
            return self.form_invalid(form)
        return redirect("start-opening", token=self.kwargs["token"])


@method_decorator(never_cache, name="dispatch")
class Opening(View):
    """The steps, live. Without scripts the page is reloaded by a button."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        sign_up = open_sign_up_token(token)
        if sign_up.studio is None:
            return redirect("start-form", token=token)
        return render(request, "tenants/start/opening.html", _progress(sign_up, token))


def _progress(sign_up: SignUp, token: str) -> dict[str, Any]:
    job = Job.objects.for_studio().filter(pk=sign_up.job_pk).first()
    watch = job_token(job) if job else ""
    return {
        "token": token,
        "studio": None,
        "new_studio": sign_up.studio,
        "address": main_address(sign_up.studio),
        "is_open": sign_up.studio.status == StudioStatus.ACTIVE,
        "job": job,
        "steps": _steps(job),
        "job_url": reverse("job-progress", args=[watch]) if job and not job.is_over else "",
        "job_socket": f"/ws/jobs/{watch}/" if job and not job.is_over else "",
        "enter_url": reverse("start-enter", args=[token]),
    }


def _steps(job: Job | None) -> list[dict[str, str]]:
    keys = ProvisioningStep.values
    here = keys.index(job.step) if job and job.step in keys else -1
    return [
        {"key": step.value, "title": step.label, "state": _state(job, index, here)}
        for index, step in enumerate(ProvisioningStep)
    ]


def _state(job: Job | None, index: int, here: int) -> str:
    if job is None or job.state == JobState.DONE or index < here:
        return "done"
    if index > here:
        return "todo"
    return "failed" if job.state == JobState.FAILED else "current"


@never_cache
@require_POST
def retry(request: HttpRequest, token: str) -> HttpResponse:
    """Try again after the setting up has failed."""
    sign_up = open_sign_up_token(token)
    if sign_up.studio is not None:
        retry_opening(sign_up.studio, by=sign_up.email)
    return redirect("start-opening", token=token)


@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """To the new studio, signed in the first time, by its sign-in page later."""
    sign_up = open_sign_up_token(token)
    site = site_of(main_address(sign_up.studio))
    if sign_up.welcomed_at is not None:
        return HttpResponseRedirect(f"{site}/studio/")
    try:
        key = welcome_token(sign_up)
    except DomainError:
        return redirect("start-opening", token=token)
    return HttpResponseRedirect(f"{site}/welcome/{key}/")
