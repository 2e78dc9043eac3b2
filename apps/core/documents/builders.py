"""Which kinds of files a report can become. The builders themselves are loaded when first used."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.module_loading import import_string

from apps.core.documents.look import Look
from apps.core.documents.model import Document


class Format(StrEnum):
    PDF = "pdf"
    PPTX = "pptx"
    CSV = "csv"


CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.CSV: "text/csv; charset=utf-8",
}
BUILDERS = {
    Format.PDF: "apps.core.documents.pdf.pdf_of",
    Format.PPTX: "apps.core.documents.pptx.slides_of",
    Format.CSV: "apps.core.documents.table_file.csv_of",
}


def build(document: Document, look: Look, kind: Format) -> bytes:
    """The report as a file of this kind, its values written in the report's language."""
    builder: Callable[[Document, Look], bytes] = import_string(BUILDERS[kind])
    return builder(document, look)
