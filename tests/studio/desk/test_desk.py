import pytest

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.catalog.models import Film
from apps.core.enums import JobState
from apps.core.jobs import start_job
from apps.core.models import Job
from apps.core.tenancy import studio_context
from apps.studio.selectors.desk import running_work, studio_at_a_glance
from tests.factories.catalog import published

DESK = "/studio/"


def give(studio, user, role):
    with studio_context(studio):
        User.objects.filter(pk=user.pk).update(role=role)


def links_of(page):
    return [link.label for link in page.context["console_nav"]]


def test_strangers_sign_in_first(client_for, alpha):
    answer = client_for(alpha).get(DESK)

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/studio/")


def test_viewers_are_refused_with_a_page(client_for, alpha, people):
    answer = client_for(alpha, people.citra).get(DESK)

    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.content.decode()


def test_there_is_no_desk_on_the_platform(client_for, people):
    assert client_for(None, people.eko).get(DESK).status_code == 404


OF_ADMINS = [
    *("Overview", "Films", "Series", "Collections", "People", "Team"),
    *("Reports", "Activity", "Branding", "Settings"),
]


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (Role.OWNER, [*OF_ADMINS, "Audit log"]),
        (Role.ADMIN, OF_ADMINS),
        (Role.EDITOR, ["Overview", "Films", "Series", "Collections", "People", "Team", "Activity"]),
        (Role.MARKETER, ["Overview", "Team", "Activity", "Branding"]),
        (Role.ANALYST, ["Overview", "Team", "Reports", "Activity"]),
    ],
)
def test_each_role_sees_only_what_it_may_open(client_for, alpha, people, role, links):
    give(alpha, people.citra, role)
    client = client_for(alpha, people.citra)

    page = client.get(DESK)

    assert links_of(page) == links
    assert [link.label for link in page.context["console_nav"] if link.current] == ["Overview"]
    for link in page.context["console_nav"]:
        assert client.get(link.url).status_code == 200


def test_the_log_shows_only_to_who_may_read_it(client_for, alpha, people):
    with studio_context(alpha):
        audit.record("film.published", by=people.adi, changes={})

    owner = client_for(alpha, people.ana).get(DESK).content.decode()
    admin = client_for(alpha, people.adi).get(DESK).content.decode()

    assert ("Published a film" in owner, "Published a film" in admin) == (True, False)


def test_counts_of_one_studio(in_alpha, people):
    for number, state in enumerate(["draft", "draft", "draft", "withdrawn"]):
        film = Film.objects.create(title=f"Film {number}", slug=f"film-{number}", state=state)
        if number < 2:
            published(film)

    glance = studio_at_a_glance()

    assert (glance.films, glance.published, glance.drafts) == (4, 2, 1)
    assert (glance.team, glance.viewers) == (2, 1)


def test_running_work_names_its_film_and_leaves_out_what_is_over(in_alpha, beta, people):
    film = Film.objects.create(title="Tide", slug="tide")
    mine = start_job("catalog.transcode", subject_pk=film.pk)
    over = start_job("catalog.transcode", subject_pk=film.pk)
    Job.everywhere.filter(pk=over.pk).update(state=JobState.DONE)
    with studio_context(beta):
        start_job("catalog.transcode", subject_pk=film.pk)

    assert [(item.job, item.film) for item in running_work()] == [(mine, film)]


def test_the_page_asks_for_its_figures_alone(client_for, alpha, people):
    answer = client_for(alpha, people.ana).get(DESK, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'class="stats"' in answer.content.decode()


@pytest.mark.parametrize("films", [1, 3])
def test_the_number_of_queries_does_not_grow(client_for, alpha, people, films, queries):
    with studio_context(alpha):
        for number in range(films):
            film = Film.objects.create(title=f"Film {number}", slug=f"film-{number}")
            start_job("catalog.transcode", subject_pk=film.pk)
            audit.record("film.created", by=people.ana, target=film)
    client = client_for(alpha, people.ana)
    client.get(DESK)

    with queries(6):  # who asks, films, people, jobs, their films, events
        assert client.get(DESK).status_code == 200
