"""What ends a command early. Each carries one sentence that also says the fix."""

import errno
import re

NO_SPACE = re.compile(r"no space left on device|ENOSPC|disk quota exceeded", re.IGNORECASE)
NO_NETWORK = re.compile(
    r"temporary failure (in name resolution|resolving)|could not resolve|failed to establish a new connection"
    r"|network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|dns error"
    r"|failed to fetch|error sending request|connection (refused|timed out)|unable to connect",
    re.IGNORECASE,
)


class Stop(Exception):
    """Ends the command with `sentence` and exit code 1."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CommandFailed(Stop):
    """A program that was run ended with an error; `output` is everything it printed."""

    def __init__(self, purpose: str, *, code: int, output: str) -> None:
        self.output = output
        super().__init__(
            explain(output) or f"{purpose} failed with exit code {code}:\n{last_lines(output)}"
        )


def explain(output: str) -> str | None:
    """One sentence for the two faults of a machine that every tool words differently."""
    if NO_SPACE.search(output):
        return "The disk is full: free at least 2 GB and run the command again."
    if NO_NETWORK.search(output):
        return (
            "A package registry cannot be reached: check the network (or the proxy settings) and run the"
            f" command again. The tool said: {last_lines(output, 1).strip()}"
        )
    return None


def explain_os_error(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full: free at least 2 GB and run the command again."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return (
            f"{error.filename} belongs to another user: run the command as that user, or remove the var"
            " directory of this clone."
        )
    return f"The system refused an operation: {error}."


def last_lines(output: str, count: int = 25) -> str:
    return "\n".join(f"    {line}" for line in output.strip().splitlines()[-count:])
