"""Too much is refused before it is read."""

import io

import pytest


class Unread(io.RawIOBase):
    """A body nobody may touch."""

    def read(self, *args):
        raise AssertionError("The body was read.")


@pytest.mark.parametrize("declared", [20 * 1024**2 + 1, 10 * 1024**3, 10**30])
def test_a_body_that_is_announced_too_large_is_not_read(alpha, client_for, declared):
    browser = client_for(alpha, enforce_csrf_checks=True)

    answer = browser.generic(
        "POST",
        "/accounts/login/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(declared),
        **{"wsgi.input": Unread()},
    )

    assert answer.status_code == 413
    assert b"20 MB" in answer.content


def test_a_body_of_usual_size_passes(alpha, client_for):
    answer = client_for(alpha).post("/accounts/login/", {"login": "a" * 1000})

    assert answer.status_code == 200
