"""What ends a command early. Each carries one sentence that also says the fix."""

import errno
import re

DISK_FULL = "The disk is full: free at least 2 GB and run the command again."
NO_SPACE = re.compile(r"no space left on device|ENOSPC|disk quota exceeded", re.IGNORECASE)
NO_NETWORK = re.compile(
    r"[Tt]emporary failure (in name resolution|resolving)|[Cc]ould not resolve|dns error"
    r"|[Ff]ailed to (establish a new connection|fetch)|[Nn]etwork is unreachable|error sending request"
    r"|[Cc]onnection (refused|timed out)|[Uu]nable to connect"
    r"|\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH)\b"
)


class Stop(Exception):
    """Ends the command with `sentence` and exit code 1."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CommandFailed(Stop):
    """A program that was run ended with an error; `output` is everything it printed."""

    def __init__(self, purpose: str, *, code: int, output: str, downloads: bool = False) -> None:
        self.output = output
        cause = explain_full_disk(output) or (explain_no_network(output) if downloads else None)
        super().__init__(cause or f"{purpose} failed with exit code {code}:\n{last_lines(output)}")


def explain_full_disk(output: str) -> str | None:
    """One sentence for a fault that every tool words differently."""
    return DISK_FULL if NO_SPACE.search(output) else None


def explain_no_network(output: str) -> str | None:
    """The same for a registry that does not answer; only for the output of something that downloads."""
    found = NO_NETWORK.search(output)
    if not found:
        return None
    line = next(line for line in output.splitlines() if NO_NETWORK.search(line))
    return (
        "A package registry cannot be reached: check the network (or the proxy settings) and run the"
        f" command again. The tool said: {line.strip()[:300]}"
    )


def explain_os_error(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISK_FULL
    if error.errno in {errno.EACCES, errno.EPERM}:
        return (
            f"{error.filename} belongs to another user: run the command as that user, or remove the var"
            " directory of this clone."
        )
    return f"The system refused an operation: {error}."


def last_lines(output: str, count: int = 25) -> str:
    return "\n".join(f"    {line}" for line in output.strip().splitlines()[-count:])
