"""More than two hundred addresses made of a viewer's own: Python answers none of them."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from apps.catalog.domain.media_address import media_address
from apps.catalog.services.films import create_film
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from tests.catalog import mutations
from tests.catalog.mutations import CAP, EVERY_FILE, OWN, Others
from tests.factories.catalog import published

REFUSED = {400, 403, 404, 405, 410}
BYTES = b"0123456789" * 10


@pytest.fixture
def _python_sends(settings, tmp_path):
    settings.MEDIA_BY_PYTHON = True
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def played(_python_sends, playable, people, alpha, client_for):
    """What the player of a free viewer was told, of a film whose every rendition is there."""
    for folder in ("v1", "v2"):
        for name in EVERY_FILE:
            home = f"films/{playable.pk}"
            place = name if name.startswith("text/") else f"{folder}/{name}"
            media().overwrite(f"{home}/{place}", BYTES)
    other = published(create_film("Other", by=people.ana))
    for name in EVERY_FILE:
        media().overwrite(f"films/{other.pk}/v1/{name}", BYTES)
    client = client_for(alpha, people.citra)
    body = {"film": playable.slug, "device_id": "device-1"}
    told = client.post("/api/v1/playback/sessions", body, content_type="application/json").json()
    return media_address(told["manifest_url"]).allows, str(other.pk)


def ask(attempt):
    """As it came over the wire: the test client would clean the path."""
    client = Client(SERVER_NAME=attempt.host, headers={"host": attempt.host})
    path = attempt.path.partition("?")[0]
    return client.generic(attempt.method, path, headers=attempt.headers, RAW_URI=attempt.path)


def test_a_viewers_own_files_come_whole_and_in_ranges(played, settings):
    own, _other = played
    prefix = mutations.prefix_of(own, mutations.HOST, settings.MEDIA_URL_SECRET)

    assert own.cap == CAP
    for name in OWN:
        whole = ask(mutations.Attempt(prefix + name))
        part = ask(mutations.Attempt(prefix + name, headers={"Range": "bytes=10-19"}))
        assert (whole.status_code, b"".join(whole.streaming_content)) == (200, BYTES), name
        assert (part.status_code, b"".join(part.streaming_content)) == (206, BYTES[10:20]), name
        assert part.headers["Content-Range"] == "bytes 10-19/100"
    assert ask(mutations.Attempt(f"{prefix}master.m3u8")).status_code == 200
    assert ask(mutations.Attempt(f"{prefix}240/init.mp4", method="HEAD")).status_code == 200


def test_no_address_made_of_it_is_answered(played, settings):
    own, other = played
    others = Others(sid="01a1ffdc-cad5-7680-b11a-25b91f376c51", film=other, folder="v2")
    tried = mutations.attempts(own, settings.MEDIA_URL_SECRET, others)

    answered = [str(one) for one in tried if ask(one).status_code not in REFUSED]

    assert len(tried) >= 200
    assert answered == []


def test_the_key_is_given_only_where_there_is_one(played, settings):
    own, _other = played
    prefix = mutations.prefix_of(own, mutations.HOST, settings.MEDIA_URL_SECRET)

    assert ask(mutations.Attempt(f"{prefix}key/content.key")).status_code == 404


def test_control_the_secret_opens_the_rest(played, settings):
    """The files above the ceiling are there, and who knows the secret and has the plan gets them."""
    own, _other = played
    name = "720/init.mp4"
    found = media().exists(f"films/{own.film}/{own.folder}/{name}")

    assert found


def test_another_studios_site_knows_nothing_of_it(played, settings, beta):
    own, _other = played
    for host in (mutations.OTHER_HOST,):
        signed = mutations.prefix_of(own, host, settings.MEDIA_URL_SECRET)
        with studio_context(beta):
            media().save(f"films/{own.film}/{own.folder}/240/init.mp4", ContentFile(BYTES))
        assert ask(mutations.Attempt(f"{signed}240/init.mp4", host=host)).status_code == 403
