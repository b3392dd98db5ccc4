"""``duecourse serve`` and ``duecourse worker``: the processes that keep running."""

import argparse
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import uvicorn

from duecourse import worker
from duecourse.commands.installation import Installation
from duecourse.settings import Settings
from duecourse_api.app import create_app
from duecourse_api.auth.browsers import LOOPBACK
from duecourse_api.cli.arguments import Commands, declare, opened


def add_to(commands: Commands) -> None:
    """Declare the commands of this module."""
    serving = declare(
        commands,
        "serve",
        serve,
        "serve the REST API, and fire timers in the background",
        "Any number of these may share a PostgreSQL database. Stop it with Ctrl-C.",
    )
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serving.add_argument(
        "--port", type=int, default=8000, help="port to listen on (%(default)s); 0 takes a free one"
    )
    serving.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a host name that requests may be for, besides localhost; may be given again",
    )
    serving.add_argument("--no-worker", action="store_true", help="leave timers to 'duecourse worker'")
    declare(
        commands,
        "worker",
        work,
        "fire timers and deliver messages, without serving anything",
        "Any number of these may run beside each other and beside 'duecourse serve'.",
    )


def serve(settings: Settings, given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    _log_to_terminal()
    installation = opened(settings)
    app = create_app(installation, hosts=LOOPBACK | set(given.name))
    config = uvicorn.Config(
        app, host=given.host, port=given.port, log_level="warning", access_log=False, server_header=False
    )
    listening = config.bind_socket()
    # Who reads the line below may connect at once, and waits in the queue until the server is ready.
    listening.listen(config.backlog)
    shown = "localhost" if given.host == "127.0.0.1" else given.host
    port = listening.getsockname()[1]
    print(f"Duecourse serves http://{shown}:{port} (the interface: /docs). Ctrl-C stops it.", flush=True)
    if settings.demo:
        print("Demo mode: each group has an account whose password is known. No real case belongs here.")
    with nullcontext() if given.no_worker else _working(installation):
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def work(settings: Settings, given: argparse.Namespace) -> int:
    """Work until told to stop."""
    _log_to_terminal()
    installation = opened(settings)
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, frame: stop.set())
    print("Duecourse works: timers and messages. Ctrl-C stops it.", flush=True)
    worker.run(installation, stop)
    return 0


@contextmanager
def _working(installation: Installation) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(installation, stop), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


def _log_to_terminal() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
