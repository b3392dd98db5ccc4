"""Evaluate decisions and decision services."""

from collections.abc import Mapping
from dataclasses import replace

from duecourse.dmn.evaluation.decisions import Run, serve
from duecourse.dmn.evaluation.plans import DecisionPlan, ServicePlan
from duecourse.dmn.evaluation.session import Place, Session
from duecourse.dmn.model import Model
from duecourse.dmn.results import Evaluation
from duecourse.feel import Environment, FeelEvaluationError
from duecourse.feel.state import Outermost


def evaluate(
    model: Model, decision: str, inputs: Mapping[str, object], environment: Environment
) -> Evaluation:
    """Evaluate a decision, or a decision service, by id or name.

    ``inputs`` are JSON, Python or FEEL values by the names of input data, of a service's input decisions, and
    of other variables that expressions read; what nothing reads is not looked at. Where input data are
    declared as dates or durations, their ISO 8601 texts are taken. ``{namespace}name`` tells input data of
    imported models apart from those of the same name.

    Whatever goes wrong gives null, with the reason in the ``warnings`` of the result, not of the environment.
    Raises NotFound if there is no such decision, and FeelEvaluationError where the evaluation as a whole
    costs more than ``environment.limits``.
    """
    plan = model.find(decision)
    session = Session(environment)
    variables = {name: value for name, value in inputs.items() if name not in model.names}
    run = Run(model.plans, session, inputs, Outermost(session, variables))
    try:
        output = _output(model, run, plan)
    except FeelEvaluationError as error:
        raise FeelEvaluationError(f"{plan.name}{_where(session)}: {error.detail}") from error
    except RecursionError as error:
        reason = f"{plan.name}{_where(session)}: calls or values that nest too deeply"
        raise FeelEvaluationError(reason) from error
    return Evaluation(
        id=plan.id,
        name=plan.name,
        output=output,
        decisions=tuple(session.decisions),
        warnings=tuple(session.warnings),
        omitted=session.omitted,
    )


def _output(model: Model, run: Run, plan: DecisionPlan | ServicePlan) -> object:
    if isinstance(plan, ServicePlan):
        for _, key in plan.inputs:
            run.take(key)
        # A service sees nothing but what it declares.
        return serve(replace(run, given={}), plan)
    run.decide([plan.key])
    return run.values[plan.key]


def _where(session: Session) -> str:
    """Return where the evaluation stood when it was stopped."""
    place = session.place
    if not isinstance(place, Place):
        return ""
    return f", line {place.line}{f' ({place.element_id})' if place.element_id else ''}"
