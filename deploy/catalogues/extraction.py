"""Read the translatable texts out of the packages' sources, as Django's makemessages does."""

import subprocess
import tempfile
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from deploy.catalogues.scope import FIELD_TYPE_NAME, SITE_PACKAGES, shown_files

LANGUAGE_OF = {"django": "Python", "djangojs": "JavaScript"}
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def extract(domain: str) -> list[polib.POEntry]:
    """Every text of `domain` that a user can see, once each, in a stable order."""
    with tempfile.TemporaryDirectory() as folder:
        names = [str(path) for path in shown_files(domain)]
        for name in names:
            _write_readable_source(Path(name), Path(folder))
        template = _run_xgettext(domain, names, folder)
    return list(polib.pofile(template))


def _write_readable_source(name: Path, folder: Path) -> None:
    text = (SITE_PACKAGES / name).read_text(encoding="utf-8")
    if name.suffix == ".py":
        text = FIELD_TYPE_NAME.sub("", text)
    elif name.suffix in (".html", ".txt"):
        text = templatize(text, origin=str(name))
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _run_xgettext(domain: str, names: list[str], folder: str) -> str:
    command = [
        "xgettext",
        f"--language={LANGUAGE_OF[domain]}",
        *[f"--keyword={keyword}" for keyword in KEYWORDS],
        "--keyword=_",
        "--from-code=UTF-8",
        "--add-location=file",
        "--add-comments=Translators",
        "--files-from=-",
        "--output=-",
    ]
    done = subprocess.run(
        command, input="\n".join(names), cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout
