"""The file that makes manage.py work by hand."""

from deploy.local import local_env


def test_lines_comments_and_quotes_are_read():
    text = "# a comment\nA=1\nexport B = 'two words'\nC=\nlower=no\nD=x=y\n"

    assert local_env.parse(text) == {"A": "1", "B": "two words", "C": "", "D": "x=y"}


def test_secrets_are_made_once_and_kept(tmp_path):
    path = tmp_path / "local.env"

    first = local_env.write(path, {"PORT": "8000"})
    second = local_env.write(path, {"PORT": "9000"})

    assert second["SECRET_KEY"] == first["SECRET_KEY"]
    assert second["JWT_SIGNING_KEY"] == first["JWT_SIGNING_KEY"] != first["SECRET_KEY"]
    assert local_env.read(path) == second
    assert second["PORT"] == "9000"


def test_others_cannot_read_the_secrets(tmp_path):
    path = tmp_path / "local.env"

    local_env.write(path, {})

    assert path.stat().st_mode & 0o077 == 0


def test_an_unchanged_file_is_not_touched(tmp_path):
    path = tmp_path / "local.env"
    local_env.write(path, {"PORT": "8000"})
    before = path.stat().st_mtime_ns

    local_env.write(path, {"PORT": "8000"})

    assert path.stat().st_mtime_ns == before
