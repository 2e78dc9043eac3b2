"""`make messages`: bring the message catalogues up to date with the texts in the code."""

from deploy.local import assets, local_env
from deploy.local.report import Step
from deploy.local.services import process_environ
from deploy.local.trial import throwaway

LANGUAGES = ("en", "id", "hi", "ta", "te", "bn")
IGNORED = ("node_modules", ".venv", "var", "static/dist", "tests", "benchmarks")


def extract() -> None:
    """Write new and changed texts into locale/*/LC_MESSAGES/django.po; translators fill them in."""
    locales = [part for language in LANGUAGES for part in ("--locale", language)]
    ignored = [part for pattern in IGNORED for part in ("--ignore", pattern)]
    with throwaway() as environ:
        print(assets.manage("makemessages", "makemessages", *locales, *ignored, "--no-location", "--no-wrap", environ=environ))
