"""This module is where processes of our own begin: each fetches what all share, hears no Ctrl-C, ends with its parent.

What is shared goes through a file of the user's own. A process that is killed before it has read more than a pipe
holds leaves whoever writes waiting for ever: so does the pipe through which Python starts it, and before Python 3.11.5
the queue of a pool, too (bpo-94777).
"""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path


@contextmanager
def left(shared: bytes) -> Iterator[Path]:
    """Leave what processes share where ``begin`` fetches it, as long as they are needed."""
    with tempfile.TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "shared"
        path.write_bytes(shared)
        yield path


def begin(path: Path) -> bytes:
    """Begin a process: return what was left for it; Ctrl-C is for the parent to hear, and it ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(path.parent,), daemon=True).start()
    return path.read_bytes()


def _end_with_parent(folder: Path) -> None:
    """End this process when its parent was killed: nobody waits for its answer, and it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
