"""`make messages`: bring the message catalogues up to date with the texts in the code."""

from deploy.local import assets, commands, environment
from deploy.local.trial import throwaway

LANGUAGES = ("id", "hi", "ta", "te", "bn")
IGNORED = (
    "node_modules",
    ".venv",
    "var",
    "static/dist",
    "tests",
    "benchmarks",
    "deploy",
    "templates/styleguide/*",
)


def extract() -> None:
    """Write new and changed texts into locale/; translators fill them in."""
    locales = [f"--locale={language}" for language in LANGUAGES]
    ignored = [f"--ignore={pattern}" for pattern in IGNORED]
    with throwaway() as environ:
        options = [*locales, *ignored, "--no-location", "--no-wrap"]
        print(assets.manage("makemessages", "makemessages", *options, environ=environ))
        catalogues = [str(environment.PYTHON), "-m", "deploy.catalogues"]
        print(commands.run("the packages' catalogues", catalogues, env=environ))
