"""What schemathesis is told beyond its settings."""

import itertools
import re

import schemathesis
from schemathesis.core.failures import Failure

_addresses = itertools.count(1)


# Fields whose rule JSON Schema has no words for: which names IANA and which currencies ISO knows, which addresses a mail server takes, hours that
# follow each other, prefixes that no other site has, days between two years, positions that stand once. What a list of texts may
# hold is not written into the document yet.
UNSAYABLE = re.compile(
    r"/(time_zone|email|hours|week|prefixes|tyres|currency|(inspection|insurance|road_tax|done|registered|first_registered|expected|dated|due)_on"
    r"|fields/\d+/choices/\d+|items/\d+/words/\d+)$"
)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Every request comes from an address of its own: otherwise the limit per address answers for everything behind it."""
    number = next(_addresses)
    case.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@schemathesis.check
def rejection_names_a_rule(ctx, response, case):
    """A body that the document calls valid may break a rule, which the answer names. That the form is wrong the document must say."""
    if response.status_code != 422 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    unnamed = [error for error in response.json().get("errors", []) if error["code"] == "invalid" and not UNSAYABLE.match(error["pointer"])]
    if unnamed:
        raise Failure(operation=case.operation.label, title="Valid by the document, of wrong form by the program", message=str(unnamed))
