"""The search for crossings finds them: each kind is made on purpose."""

from hashlib import sha256

import pytest

from deploy.attack import crossing
from deploy.attack.crossing import Outcome
from deploy.attack.listening import Ear, Heard
from deploy.attack.places import Place, Question
from deploy.attack.visitor import Answer

MINE, THEIRS = b"a picture", b"another picture"


class Shows:
    """A visitor to whom everything looks the same."""

    def __init__(self, body, status=200):
        self.answer = Answer(status, {}, body, 0.0)

    def ask(self, path):
        return self.answer


def place(word, picture):
    digests = {sha256(picture).hexdigest()}
    return Place(f"{word}.localhost", None, None, None, [word], digests=digests)


@pytest.fixture
def alpha():
    return place("alpha", MINE)


@pytest.fixture
def beta():
    return place("beta", THEIRS)


def asked(alpha, beta, body, *, digest="", status=200):
    outcome = Outcome(files=1, frames=1)
    crossing.ask(alpha, beta, Question(Shows(body, status), "/", digest), outcome)
    return {verdict.part: verdict.held for verdict in outcome.verdicts()}, outcome


def test_an_answer_with_its_own_words_is_fine(alpha, beta):
    held, _outcome = asked(alpha, beta, b"alpha only")

    assert held == {"pages": True, "files": True, "sockets": True}


def test_the_others_word_is_found(alpha, beta):
    held, outcome = asked(alpha, beta, b"alpha and beta")

    assert held == {"pages": False, "files": False, "sockets": False}
    assert outcome.crossed == ["alpha.localhost/"]


@pytest.mark.parametrize(("body", "status"), [(b"nobody's", 200), (b"alpha is away", 503)])
def test_an_answer_that_proves_nothing_is_a_fault(alpha, beta, body, status):
    held, _outcome = asked(alpha, beta, body, status=status)

    assert not held["pages"]


def test_files_are_known_by_what_is_in_them(alpha, beta):
    mine = sha256(MINE).hexdigest()

    assert asked(alpha, beta, MINE, digest=mine)[0]["pages"]
    assert asked(alpha, beta, THEIRS, digest=mine)[1].crossed
    assert asked(alpha, beta, b"torn", digest=mine)[1].empty


def test_a_frame_of_another_topic_or_with_anothers_word_is_found(alpha, beta):
    def crossed(*frames):
        heard = Heard()
        for frame in frames:
            heard.take(frame, Ear(alpha, beta, "/ws/"))
        return len(heard.crossed), heard.frames

    own = '{"topic":"activity.1","payload":{}}'
    assert crossed(own, own, '{"type":"beat"}') == (0, 2)
    assert crossed(own, '{"topic":"activity.2","payload":{}}') == (1, 2)
    assert crossed('{"topic":"activity.1","payload":{"title":"beta"}}') == (1, 1)


def test_nothing_asked_is_no_proof():
    assert [verdict.held for verdict in Outcome().verdicts()] == [False, False, False]


class Keeps(Shows):
    """Answers with a tag; to its own tag with 304."""

    def __init__(self, tag, vary):
        self.tag, self.vary = tag, vary

    def ask(self, path, *, body=None, **headers):
        status = 304 if headers.get("If_None_Match") == self.tag else 200
        return Answer(status, {"Etag": self.tag, "Vary": self.vary}, b"", 0.0)


@pytest.mark.parametrize(
    ("tags", "vary", "faults"),
    [(("1", "2"), "Cookie, Host", 0), (("1", "2"), "Cookie", 2), (("1", "1"), "Host", 2)],
)
def test_tags_and_keys_of_caches_belong_to_one_host(alpha, beta, tags, vary, faults):
    alpha.anybody, beta.anybody = (Keeps(tag, vary) for tag in tags)
    addresses = len([*crossing.open_pages(), crossing.STYLES])

    assert len(list(crossing.caches([alpha, beta]))) == faults * addresses
