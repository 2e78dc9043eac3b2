"""What is wrong in an imported file, as sentences."""

from django.utils.translation import gettext_lazy as _

from apps.catalog.domain.imports import MOST_LINES, SEPARATOR, Fault, Mistake

SENTENCES = {
    Fault.EMPTY: _("The file is empty."),
    Fault.TOO_LARGE: _("The file is larger than 5 MB."),
    Fault.TOO_MANY_LINES: _("The file has more than %(most_lines)s lines."),
    Fault.NOT_TEXT: _("The file is not a text file. Save the table as CSV."),
    Fault.MALFORMED: _("A quotation mark is missing, or stands in the wrong place."),
    Fault.NO_TITLE_COLUMN: _("The first line must name the columns, “title” or “slug” among them."),
    Fault.UNKNOWN_COLUMN: _("There is no column “%(value)s”."),
    Fault.COLUMN_TWICE: _("The column “%(value)s” is there twice."),
    Fault.TOO_MANY_CELLS: _("The line has more cells than the first line has names."),
    Fault.MISSING: _("“%(column)s” must not be empty."),
    Fault.TOO_LONG: _("“%(column)s” is too long: “%(value)s…”"),
    Fault.NOT_A_NUMBER: _("“%(value)s” is no whole number (%(column)s)."),
    Fault.OUT_OF_RANGE: _("“%(value)s” is not possible here (%(column)s)."),
    Fault.NOT_A_CHOICE: _("“%(value)s” is not one of the values for %(column)s."),
    Fault.NOT_AN_ADDRESS: _(
        "“%(value)s” is no address: only letters a to z, numbers and hyphens (%(column)s)."
    ),
    Fault.NOT_A_COLOUR: _("“%(value)s” is no colour. Write it as #rrggbb."),
    Fault.NOT_A_TIME: _("“%(value)s” is no time. Write it as 2026-12-24T18:00."),
    Fault.TWICE: _("The address “%(value)s” stands in an earlier line too."),
    Fault.TOO_MANY: _("Too many words. Put at most eight, with “%(separator)s” between them."),
    Fault.UNKNOWN_SERIES: _("There is no series “%(value)s” with a season of this number."),
    Fault.EPISODE_INCOMPLETE: _("An episode needs series, season and number."),
    Fault.NUMBER_TAKEN: _("The season has an episode %(value)s already."),
}


def sentence_of(mistake: Mistake) -> str:
    """What is wrong, without the line's number."""
    return str(SENTENCES[mistake.fault]) % {
        "column": mistake.column,
        "value": mistake.value,
        "separator": SEPARATOR,
        "most_lines": MOST_LINES,
    }
