"""The description of the interface as a page: no script, nothing from elsewhere."""

import json
import re
from html import escape
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from duecourse.model.json import dumps

router = APIRouter(include_in_schema=False)

_PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Duecourse: REST</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
code, pre {{ font: 14px/1.4 ui-monospace, monospace; }} pre {{ background: #f3f2f1; padding: .5rem;
overflow: auto; }} summary {{ cursor: pointer; }} .method {{ display: inline-block; min-width: 4rem;
font-weight: bold; }} </style></head> <body><main><h1>REST interface</h1>{about} <p>For programs: <a
href="/openapi.json">OpenAPI</a>.</p>{sections}</main></body></html>
"""


@router.get("/docs")
def page(request: Request) -> HTMLResponse:
    """Show every endpoint, what it takes, and who may use it."""
    schema = request.app.openapi()
    return HTMLResponse(_PAGE.format(about=_text(schema["info"]["description"]), sections=_sections(schema)))


def _sections(schema: dict[str, Any]) -> str:
    by_tag: dict[str, list[str]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(schema, method, path, operation))
    return "".join(f"<h2>{escape(tag)}</h2>{''.join(parts)}" for tag, parts in by_tag.items())


def _operation(schema: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    return (
        f'<details><summary><span class="method">{escape(method.upper())}</span> '
        f"<code>{escape(path)}</code></summary>{_text(operation['description'])}"
        f"{_body(schema, operation)}{_answers(operation)}</details>"
    )


def _body(schema: dict[str, Any], operation: dict[str, Any]) -> str:
    if "requestBody" not in operation:
        return ""
    media_type, content = next(iter(operation["requestBody"]["content"].items()))
    names = re.findall(r"#/components/schemas/([^\"]+)", dumps(content["schema"]))
    parts = [dumps(schema["components"]["schemas"][name].get("properties", {})) for name in names]
    shown = "".join(f"<pre>{escape(_spread(part))}</pre>" for part in parts)
    return f"<p>Body, <code>{escape(media_type)}</code>:</p>{shown}{_example('sent', content)}"


def _answers(operation: dict[str, Any]) -> str:
    statuses = escape(", ".join(sorted(operation["responses"])))
    contents = operation["responses"].get("200", {}).get("content", {}).values()
    return f"<p>Answers: {statuses}</p>{''.join(_example('answered with 200', each) for each in contents)}"


def _example(what: str, content: dict[str, Any]) -> str:
    text = json.dumps(content["example"], indent=2, ensure_ascii=False)
    return f"<p>For example, {what}:</p><pre>{escape(text)}</pre>"


def _spread(properties: str) -> str:
    return re.sub(r'(?<=[}\]]),(?="\w+":\{)', ",\n", properties)


def _text(markdown: str) -> str:
    paragraphs = escape(markdown).split("\n\n")
    html = "".join(f"<p>{each}</p>" for each in paragraphs)
    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", html)
