"""Forms: the fields they declare, and values checked against them."""

from duecourse.forms.checking.submission import check_submission
from duecourse.forms.form import Form
from duecourse.forms.reading.reader import read_form

__all__ = ["Form", "check_submission", "read_form"]
