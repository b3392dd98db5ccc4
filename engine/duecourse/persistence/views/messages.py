"""Searching messages."""

from typing import Final

from sqlalchemy import select

from duecourse.model.states import MessageState
from duecourse.persistence.messages import Message
from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import message as table
from duecourse.persistence.views.columns import TENANT, builder, instant, key, text, word

SEARCH: Final = Searchable(
    source=select(*table.c),
    fields={
        "messageKey": key(table.c.key),
        "messageName": text(table.c.name),
        "correlationKey": text(table.c.correlation_key),
        "messageId": text(table.c.message_id, nullable=True),
        "state": word(table.c.state, MessageState),
        "publicationTime": instant(table.c.published_at),
        "expirationTime": instant(table.c.expires_at),
        "tenantId": TENANT,
    },
    identity=("messageKey",),
    build=builder(Message, ("payload",)),
)
