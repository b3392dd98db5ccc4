"""Reading which sequence flows were taken."""

from duecourse.persistence import sequence_flows
from duecourse.persistence.sequence_flows import SequenceFlow
from duecourse.persistence.session import Session
from duecourse.queries import process_instances


def taken(session: Session, instance_key: int) -> tuple[SequenceFlow, ...]:
    """Return the flows that a process instance has taken, in order; raises NotFound."""
    process_instances.get(session, instance_key)
    return tuple(sequence_flows.taken(session, instance_key))
