"""A step is skipped when the contents it worked on are the same, whatever their times."""

import os

from deploy.local import lock
from deploy.local.services import process_environ
from deploy.local.stamps import Stamp, digest_of


def test_times_do_not_count_and_contents_and_names_do(tmp_path):
    file = tmp_path / "a.css"
    file.write_text("x")
    before = digest_of(tmp_path)

    os.utime(file, (1, 1))
    assert digest_of(tmp_path) == before

    file.rename(tmp_path / "b.css")
    assert digest_of(tmp_path) != before


def test_a_file_that_is_not_there_yet_changes_the_digest_when_it_comes(tmp_path):
    before = digest_of(tmp_path / "package-lock.json", "3.11")

    (tmp_path / "package-lock.json").write_text("{}")

    assert digest_of(tmp_path / "package-lock.json", "3.11") != before


def test_a_stamp_matches_what_was_written_last(tmp_path):
    stamp = Stamp(tmp_path / "stamps", "step")
    assert not stamp.matches("one")

    stamp.write("one")
    assert stamp.matches("one")

    stamp.clear()
    assert not stamp.matches("one")


def test_a_foreign_database_in_the_shell_is_never_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setenv("PGPORT", "5433")
    monkeypatch.setenv("SECRET_KEY", "chosen")

    environ = process_environ({"DATABASE_URL": "postgres://ours", "SECRET_KEY": "made"}, {})

    assert environ["DATABASE_URL"] == "postgres://ours"
    assert environ["SECRET_KEY"] == "chosen"
    assert "PGPORT" not in environ


def test_a_held_lock_tells_who_has_it_and_is_free_afterwards(tmp_path):
    path = tmp_path / "lock"

    with lock.held(path, "123 8000"):
        assert lock.holder(path) == "123 8000"

    assert lock.holder(path) is None
