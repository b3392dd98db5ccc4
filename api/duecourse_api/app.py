"""The application: REST and its explanations, served for one installation."""

import logging
from collections.abc import Collection
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from duecourse.commands.installation import Installation
from duecourse.commands.passwords import Passwords
from duecourse.errors import DuecourseError
from duecourse_api.auth.attempts import Attempts
from duecourse_api.auth.browsers import LOOPBACK, Gate
from duecourse_api.errors import on_error, on_http_exception, on_invalid_request
from duecourse_api.rest import api
from duecourse_api.rest.description import DescribedApi, operation_id

DESCRIPTION = """Statutory procedures as executable BPMN, shaped as the Orchestration Cluster API of Camunda.

Sign in by HTTP Basic or with a bearer token. Keys are strings of digits, times RFC 3339. Errors are problem
documents (RFC 9457) whose type leads to a page that explains them. Commands take an `Idempotency-Key`: sent
again with the same body, they are done once."""


def create_app(
    installation: Installation, *, hosts: Collection[str] = LOOPBACK, passwords: Passwords | None = None
) -> FastAPI:
    """Return the application that serves an installation under the given host names, and no others.

    ``passwords`` checks who signs in; without it, at the full cost that the settings allow.
    """
    # What SpiffWorkflow says of its work quotes the data of cases.
    logging.getLogger("spiff").setLevel(logging.WARNING)
    app = DescribedApi(
        title="Duecourse",
        version=version("duecourse"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        exception_handlers={
            DuecourseError: on_error,
            HTTPException: on_http_exception,
            RequestValidationError: on_invalid_request,
        },
    )
    app.state.installation = installation
    app.state.passwords = passwords or Passwords(installation.settings.password_hash_concurrency)
    app.state.attempts = Attempts()
    for router in api.routers():
        app.include_router(router)
    app.add_middleware(Gate, hosts=hosts, largest_upload=installation.settings.max_upload_bytes)
    return app
