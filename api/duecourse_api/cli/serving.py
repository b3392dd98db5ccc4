"""``duecourse serve`` and ``duecourse worker``: the processes that keep running."""

import argparse
import logging
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

import uvicorn

from duecourse import worker
from duecourse.commands.installation import Installation
from duecourse.commands.passwords import Passwords
from duecourse.errors import Unavailable
from duecourse.settings import Settings
from duecourse_api.app import create_app
from duecourse_api.auth.browsers import LOOPBACK
from duecourse_api.cli.arguments import Commands, create_demo_accounts, declare, opened
from duecourse_api.errors import where

logger = logging.getLogger(__name__)

LARGEST_PORT: Final = 65_535
SHUTDOWN_SECONDS: Final = 10
STOPS: Final = (signal.SIGINT, signal.SIGTERM)


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
        "--port", type=_port, default=8000, help="port to listen on (%(default)s); 0 takes a free one"
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
    _stop_when_told()
    with opened(settings) as installation:
        _serve(installation, given)
    return 0


def work(settings: Settings, given: argparse.Namespace) -> int:
    """Work until told to stop."""
    _log_to_terminal()
    stop = threading.Event()
    for each in STOPS:
        signal.signal(each, lambda number, frame: stop.set())
    with opened(settings) as installation:
        print("Duecourse works: timers and messages. Ctrl-C stops it.", flush=True)
        _work_on(installation, stop)
    return 0


def _serve(installation: Installation, given: argparse.Namespace) -> None:
    passwords = Passwords(installation.settings.password_hash_concurrency)
    create_demo_accounts(installation, passwords)
    app = create_app(installation, hosts=LOOPBACK | set(given.name), passwords=passwords)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    # Who reads the line below may connect at once, and waits in the queue until the server is ready.
    listening = _listen(given.host, given.port, config.backlog)
    shown = "localhost" if given.host == "127.0.0.1" else given.host
    shown = f"[{shown}]" if ":" in shown else shown
    port = listening.getsockname()[1]
    print(f"Duecourse serves http://{shown}:{port} (the interface: /docs). Ctrl-C stops it.", flush=True)
    if installation.settings.demo:
        print("Demo mode: each group has an account whose password is known. No real case belongs here.")
    with nullcontext() if given.no_worker else _working(installation):
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int, backlog: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=backlog)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise Unavailable(f"cannot listen on {host}, port {port}: {reason}") from error


def _stop_when_told() -> None:
    """End in good order, with status 0, when a signal comes, also when uvicorn raises it again at its end."""
    for each in STOPS:
        signal.signal(each, lambda number, frame: sys.exit(0))


@contextmanager
def _working(installation: Installation) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_work_on, args=(installation, stop), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=SHUTDOWN_SECONDS)


def _work_on(installation: Installation, stop: threading.Event) -> None:
    """Work until told to stop, whatever fails: deadlines do not wait for somebody to look at the log."""
    while not stop.is_set():
        try:
            worker.run(installation, stop)
        except Exception as error:  # noqa: BLE001 - nothing may end the worker, and no case is logged
            logger.error("the worker failed, and goes on: %s", where(error))
            stop.wait(installation.settings.worker_poll_seconds)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST_PORT):
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: they go from 0 to {LARGEST_PORT}")
    return int(text)


def _log_to_terminal() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
