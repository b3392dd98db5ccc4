"""Who I am, and my bearer tokens."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import accounts
from duecourse.commands.transaction import Transaction
from duecourse.errors import Forbidden, NotFound
from duecourse.persistence import access_tokens
from duecourse.persistence import accounts as stored
from duecourse.persistence.access_tokens import AccessToken
from duecourse.persistence.session import reading
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.schema import TENANT, Answer, Given, Key, Moment, RequestKey, Word, answer, showing

router = APIRouter(prefix="/authentication", tags=["Authentication"], route_class=ExactRoute)

TokenKey = Annotated[RequestKey, Path(alias="tokenKey")]

LONGEST_LIFE = 366 * 24 * 3600


class TenantAnswer(Answer):
    """The one tenant."""

    tenant_id: str = TENANT
    name: str = "Default"
    description: str | None = None


class MeAnswer(Answer):
    """An account, with the groups that it is a member of."""

    username: str
    display_name: str | None
    email: str | None
    groups: list[str]
    roles: list[str] = Field(default_factory=list)
    tenants: list[TenantAnswer]
    authorized_components: list[str] = Field(default_factory=list)
    sales_plan_type: str | None = None
    c8_links: dict[str, str] = Field(default_factory=dict, serialization_alias="c8Links")
    can_logout: bool = False


class TokenGiven(Given):
    """A token to issue."""

    model_config = showing({"label": "case loader", "expiresInSeconds": 3_600})

    label: Word
    expires_in_seconds: Annotated[int, Field(gt=0, le=LONGEST_LIFE)] = 30 * 24 * 3600


class TokenAnswer(Answer):
    """A token, without its text."""

    token_key: Key
    label: str
    created_at: Moment
    expires_at: Moment | None
    revoked_at: Moment | None


class IssuedAnswer(TokenAnswer):
    """A new token. Its text is shown this once: only a hash of it is kept."""

    token: str


class TokensAnswer(Answer):
    """Tokens, oldest first."""

    items: list[TokenAnswer]


@router.get("/me", response_model=MeAnswer)
def me(caller: CallerDependency) -> Response:
    """Return the account that asks.

    **Permission**: any account, about itself.
    """
    with reading(caller.installation.sessions) as session:
        account = stored.get(session, caller.actor.key)
    if account is None:
        raise NotFound("this account is gone")
    return answer(
        MeAnswer(
            username=account.username,
            display_name=account.display_name,
            email=account.email,
            groups=sorted(caller.actor.groups),
            tenants=[TenantAnswer()],
        )
    )


@router.post("/tokens", response_model=IssuedAnswer)
def issue(caller: CallerDependency, body: TokenGiven) -> Response:
    """Issue a bearer token for oneself. It cannot be repeated under a key, as a token's text is never kept.

    **Permission**: any account that signs in with its password, for itself: a token issues no other.
    """
    if not caller.by_password:
        raise Forbidden("sign in with your password (HTTP Basic) to get a token: a token issues no other")

    def work(tx: Transaction) -> IssuedAnswer:
        now = tx.installation.system_clock()
        issued = accounts.issue_token(
            tx.session,
            tx.installation.new_key,
            now,
            username=caller.actor.username,
            label=body.label,
            expires_at=now + timedelta(seconds=body.expires_in_seconds),
        )
        return IssuedAnswer.model_validate({**_token_values(issued.token), "token": issued.text})

    return execute(caller, "/v2/authentication/tokens", work)


@router.get("/tokens", response_model=TokensAnswer)
def tokens(caller: CallerDependency) -> Response:
    """Return one's own tokens, without their texts.

    **Permission**: any account, about itself.
    """
    with reading(caller.installation.sessions) as session:
        found = access_tokens.of_account(session, caller.actor.key)
    return answer(TokensAnswer(items=[_token(each) for each in found]))


@router.delete("/tokens/{tokenKey}", status_code=204)
def revoke(caller: CommanderDependency, request: Request, key: TokenKey) -> Response:
    """Revoke a bearer token of one's own.

    **Permission**: any account, for its own; `administrators` for any.
    """

    def work(tx: Transaction) -> None:
        found = access_tokens.get(tx.session, key)
        own = found is not None and found.account_key == tx.actor.key
        if not own and not tx.actor.is_administrator:
            raise NotFound(f"there is no token {key}")
        accounts.revoke_token(tx.session, key, tx.installation.system_clock())

    return execute(caller, request.url.path, work)


def _token(token: AccessToken) -> TokenAnswer:
    return TokenAnswer.model_validate(_token_values(token))


def _token_values(token: AccessToken) -> dict[str, object]:
    return {
        "token_key": token.key,
        "label": token.label,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }
