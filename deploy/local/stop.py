"""`make stop` and `make reset`."""

import os
import shutil
import signal
import sys
from pathlib import Path

from deploy.local import children, lock
from deploy.local.errors import Stop
from deploy.local.postgres import end_leftover
from deploy.local.workspace import ROOT, main_workspace, socket_directory

SECONDS_TO_STOP = 60


def stop() -> None:
    """End the `make run` of this clone, wherever it runs, and wait until it is gone."""
    note = lock.holder(main_workspace().home / "lock")
    if note is None:
        print("Nothing of this clone is running.")
        return
    pid = int(note.partition(" ")[0])
    os.kill(pid, signal.SIGTERM)
    if not children.wait_until_gone(pid, SECONDS_TO_STOP):
        raise Stop(f"Process {pid} does not end: stop it with `kill -9 {pid}`.")
    print("Stopped.")


def reset(*, force: bool) -> None:
    """Stop, then delete var/ with its databases and media; asks first unless `force`."""
    home = ROOT / "var"
    if not force and not confirmed(home):
        raise Stop("Nothing was deleted. `make reset FORCE=1` does not ask.")
    stop()
    for slot in [home, *home.glob("test/*"), *home.glob("attack/*")]:
        end_leftover(slot / "postgres" / "data")
        forget_sockets(slot)
    if home.exists():
        shutil.rmtree(home)
    print(f"Deleted {home}.")


def confirmed(home: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    return (
        input(f"Delete {home} with all local studios, films and accounts? [y/N] ").strip().lower()
        == "y"
    )


def forget_sockets(home: Path) -> None:
    sockets = socket_directory(home)
    if sockets.parent != home and sockets.is_dir():
        shutil.rmtree(sockets)
