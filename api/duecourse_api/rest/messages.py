"""Messages: published to whoever waits, and what waits for them."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import messages
from duecourse.commands.transaction import Transaction
from duecourse.persistence.session import reading
from duecourse.persistence.views.message_subscriptions import SEARCH, MessageSubscriptionView
from duecourse_api.auth.rights import search_seen
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.schema import (
    LONGEST_WORD,
    TENANT,
    Answer,
    Given,
    Key,
    Milliseconds,
    Moment,
    RequestVariables,
    TenantId,
    Variables,
    Word,
    answer,
    as_json,
    showing,
)
from duecourse_api.rest.searching import Filter, Found, Search, Sort, filter_of, found, sort_of

router = APIRouter(tags=["Messages"], route_class=ExactRoute)

CorrelationKey = Annotated[str, Field(max_length=LONGEST_WORD)]


class MessagePublication(Given):
    """A message, and for how long it waits for a receiver."""

    model_config = showing(
        {
            "name": "answered",
            "correlationKey": "G-2026-017",
            "timeToLive": 86_400_000,
            "messageId": "letter-4711",
        }
    )

    name: Word
    correlation_key: CorrelationKey = ""
    variables: RequestVariables = Field(default_factory=dict)
    time_to_live: Milliseconds = Field(0, description="Milliseconds for which it waits for a receiver.")
    message_id: Word | None = Field(None, description="Published twice under one id, it counts once.")
    tenant_id: TenantId | None = None


class MessagePublicationAnswer(Answer):
    """The message that was published."""

    message_key: Key
    tenant_id: str = TENANT


class MessageCorrelation(Given):
    """A message for somebody who waits for it now."""

    model_config = showing(
        {"name": "answered", "correlationKey": "G-2026-017", "variables": {"answer": "yes"}}
    )

    name: Word
    correlation_key: CorrelationKey = ""
    variables: RequestVariables = Field(default_factory=dict)
    tenant_id: TenantId | None = None


class MessageCorrelationAnswer(Answer):
    """Who got the message."""

    message_key: Key
    process_instance_key: Key
    tenant_id: str = TENANT


class SubscriptionSearch(Search):
    """Which message subscriptions are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"messageName": "answered"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class SubscriptionAnswer(Answer):
    """One element that waits for a message."""

    message_subscription_key: Key
    message_subscription_state: str = "CREATED"
    message_subscription_type: str
    message_name: str
    correlation_key: str | None
    last_updated_date: Moment
    element_id: str
    element_instance_key: Key | None
    process_instance_key: Key | None
    root_process_instance_key: Key | None
    process_definition_key: Key
    process_definition_id: str
    process_definition_name: None = None
    process_definition_version: None = None
    business_id: None = None
    tool_name: None = None
    tool_properties: Variables = Field(default_factory=dict)
    inbound_connector_type: None = None
    tenant_id: str = TENANT


@router.post("/messages/publication", response_model=MessagePublicationAnswer)
def publish(caller: CommanderDependency, request: Request, body: MessagePublication) -> Response:
    """Publish a message. One receiver gets it: who waits for it, else a start event, else who comes in time.

    **Permission**: any account.
    """

    def work(tx: Transaction) -> MessagePublicationAnswer:
        key = messages.publish(
            tx,
            body.name,
            body.correlation_key,
            as_json(body.variables),
            body.time_to_live,
            body.message_id,
        )
        return MessagePublicationAnswer(message_key=key)

    return execute(caller, request.url.path, work)


@router.post("/messages/correlation", response_model=MessageCorrelationAnswer)
def correlate(caller: CommanderDependency, request: Request, body: MessageCorrelation) -> Response:
    """Hand a message to the element that waits for it; 404 if nothing does.

    **Permission**: any account.
    """

    def work(tx: Transaction) -> MessageCorrelationAnswer:
        handed = messages.correlate(tx, body.name, body.correlation_key, as_json(body.variables))
        return MessageCorrelationAnswer(
            message_key=handed.message_key, process_instance_key=handed.instance_key
        )

    return execute(caller, request.url.path, work)


@router.post("/message-subscriptions/search", response_model=Found[SubscriptionAnswer])
def search(caller: CallerDependency, body: SubscriptionSearch | None = None) -> Response:
    """Search what waits for messages.

    **Permission**: any account, within the cases that it may see; start events: `auditors`, `administrators`.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), _subscription))


def _subscription(view: MessageSubscriptionView) -> SubscriptionAnswer:
    starts = view.root_key is None
    return SubscriptionAnswer(
        message_subscription_key=view.key,
        message_subscription_type="START_EVENT" if starts else "PROCESS_EVENT",
        message_name=view.name,
        correlation_key=view.correlation_key,
        last_updated_date=view.created_at,
        element_id=view.element_id,
        element_instance_key=None if starts else view.key,
        process_instance_key=view.instance_key,
        root_process_instance_key=view.root_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
    )
