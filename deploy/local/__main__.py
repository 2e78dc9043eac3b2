"""The commands behind the Makefile."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the person's own Python may be older
    sys.exit(
        f"CineRadar needs Python 3.11 or newer and this is {sys.version.split()[0]}: use `make PYTHON=python3.11 ...`."
    )

from deploy.local import audit, children, environment, messages, start, stop, trial
from deploy.local.errors import Stop, explain_os_error
from deploy.local.interruption import Interrupted, interruptible
from deploy.local.report import complain

COMMANDS = {
    "run": lambda: start.run(os.environ.get("PORT") or "8000"),
    "stop": stop.stop,
    "test": lambda: trial.test(os.environ.get("ARGS", "")),
    "lint": trial.lint,
    "attack": lambda: trial.attack(os.environ.get("ARGS", "")),
    "audit": audit.audit,
    "bench": lambda: trial.bench(os.environ.get("ARGS", "")),
    "reset": lambda: stop.reset(force=os.environ.get("FORCE") == "1"),
    "messages": messages.extract,
    "requirements": environment.compile_requirements,
}


def main(arguments: list[str]) -> int:
    """Run one command. 0 when it succeeded or was interrupted while serving, else 1 or the program's own code."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        complain(f"Say one of: {', '.join(COMMANDS)}.")
        return 2
    children.adopt_orphans()
    try:
        with interruptible():
            return COMMANDS[arguments[0]]() or 0
    except Interrupted as interruption:
        return 0 if arguments[0] == "run" else 128 + interruption.number
    except Stop as problem:
        complain(problem.sentence)
    except OSError as error:
        complain(explain_os_error(error))
    finally:
        children.end_orphans()
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
