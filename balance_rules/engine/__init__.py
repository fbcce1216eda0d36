"""One person: forward chaining on experta, over predicates that are compiled once."""

from balance_rules.engine.forward import Firing, ForwardEngine
from balance_rules.engine.session import Pending, Session, WorkingFact

__all__ = ["Firing", "ForwardEngine", "Pending", "Session", "WorkingFact"]
