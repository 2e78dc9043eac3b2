"""Who runs PostgreSQL: it refuses to run as root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from deploy.local import commands
from deploy.local.errors import Stop

# Lets the process enter directories such as root's home that are closed to its user; nothing else.
PASS_CLOSED_DIRECTORIES = ("--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override")


@dataclass(frozen=True)
class Identity:
    """The user of a server process, and what stands before its command to become that user."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def own(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if directory.stat().st_uid != self.uid:
            os.chown(directory, self.uid, self.gid)
        directory.chmod(0o700)


def identity_for(data: Path) -> Identity:
    """Ourselves; for root the owner of the cluster in `data`, else `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid())
    user = unprivileged_user(data)
    become = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    for prefix in ((*become, "--inh-caps=-all"), (*become, *PASS_CLOSED_DIRECTORIES)):
        # Not `test -x`: access(2) leaves capabilities out of account.
        if commands.run_quietly([*prefix, "stat", f"{data.parent}/."]):
            return Identity(user.pw_uid, user.pw_gid, prefix)
    raise Stop(
        f"PostgreSQL does not run as root and user {user.pw_name} cannot enter {data.parent}:"
        " run the command as an ordinary user or move the clone."
    )


def unprivileged_user(data: Path) -> pwd.struct_passwd:
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop(
        "PostgreSQL does not run as root and there is no user `postgres` or `nobody`: run as an ordinary user."
    )
