import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.catalog.models import Film
from apps.core.tenancy import studio_context

IMPORT = "/studio/films/import/"
GOOD = "title,year,genres\nKites,2024,Drama|Family\nMonsoon,2023,\n"
BAD = "title,year,maturity\nKites,18x8,7\n,2024,99\n"


def file(text):
    return SimpleUploadedFile("films.csv", text.encode(), "text/csv")


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def titles(alpha):
    def read():
        with studio_context(alpha):
            return sorted(Film.objects.values_list("title", flat=True))

    return read


def test_a_file_is_looked_at_first(edi, titles):
    page = edi.post(IMPORT, {"file": file(GOOD)})

    text = page.content.decode()
    assert page.status_code == 200
    assert "This would make 2 films and change 0" in text
    assert 'value="apply"' in text
    assert titles() == []


def test_what_was_looked_at_is_carried_out(edi, titles):
    page = edi.post(IMPORT, {"step": "apply", "table": GOOD}, follow=True)

    assert told(page) == ["The table is imported: 2 new, 0 changed."]
    assert titles() == ["Kites", "Monsoon"]


def test_mistakes_are_listed_by_line_and_nothing_is_imported(edi, titles):
    page = edi.post(IMPORT, {"file": file(BAD)})

    text = page.content.decode()
    assert page.status_code == 422
    told_of = [(mistake.line, mistake.column) for mistake, _sentence in page.context["mistakes"]]
    assert told_of == [(2, "year"), (3, "maturity"), (3, "title")]
    assert "“18x8” is no whole number (year)." in text
    assert "3 mistakes, nothing is imported" in text
    assert 'value="apply"' not in text
    assert titles() == []


def test_a_table_with_mistakes_is_not_carried_out_even_when_asked(edi, titles):
    page = edi.post(IMPORT, {"step": "apply", "table": GOOD + ',,\n",2024,\n'})

    assert page.status_code == 422
    assert titles() == []


def test_it_is_corrected_on_the_page_and_checked_again(edi, titles):
    page = edi.post(IMPORT, {"file": file(BAD)})
    assert "Kites,18x8,7" in page.content.decode()

    page = edi.post(IMPORT, {"step": "check", "table": GOOD.replace("\n", "\r\n")})

    assert page.status_code == 200
    assert page.context["plan"].new == 2
    assert titles() == []


def test_a_film_that_is_there_is_changed_in_the_files_columns(edi, draft, reread, titles):
    film = draft("Kites", slug="kites", tagline="Up")
    edi.post(IMPORT, {"step": "apply", "table": "slug,year\nkites,2020\n"})

    assert (reread(film).year, reread(film).tagline, titles()) == (2020, "Up", ["Kites"])


@pytest.mark.parametrize("body", [{}, {"file": ""}])
def test_a_file_is_needed(edi, body):
    assert edi.post(IMPORT, body).status_code == 422


def test_cells_are_shown_as_text(edi):
    page = edi.post(IMPORT, {"file": file("title\n</textarea><script>alert(1)</script>\n")})

    assert "<script>alert(1)" not in page.content.decode()


def test_an_empty_table_names_every_column(edi):
    text = edi.get(f"{IMPORT}template.csv").content.decode("utf-8-sig")

    assert text.startswith("slug,title,tagline,")
    assert edi.post(IMPORT, {"step": "check", "table": text}).status_code == 200
