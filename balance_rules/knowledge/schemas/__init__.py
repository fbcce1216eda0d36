"""The shape of each kind of knowledge file, as pydantic models: strict, and nothing unknown passes.

What the words mean stands in docs/reference/knowledge-format.md; what they refer to is checked in
`grounding` and `building`, not here.
"""

from balance_rules.knowledge.schemas.base import PATTERNS as PATTERNS
from balance_rules.knowledge.schemas.base import Id as Id
from balance_rules.knowledge.schemas.base import MemberId as MemberId
from balance_rules.knowledge.schemas.base import Number as Number
from balance_rules.knowledge.schemas.base import Raw as Raw
from balance_rules.knowledge.schemas.base import Schema as Schema
from balance_rules.knowledge.schemas.base import Text as Text
from balance_rules.knowledge.schemas.base import held as held
from balance_rules.knowledge.schemas.catalogue import DoseSchema as DoseSchema
from balance_rules.knowledge.schemas.catalogue import DosesSchema as DosesSchema
from balance_rules.knowledge.schemas.catalogue import ExerciseSchema as ExerciseSchema
from balance_rules.knowledge.schemas.catalogue import MuscleSchema as MuscleSchema
from balance_rules.knowledge.schemas.catalogue import NotCountedSchema as NotCountedSchema
from balance_rules.knowledge.schemas.catalogue import ProgressionSchema as ProgressionSchema
from balance_rules.knowledge.schemas.catalogue import QuantitiesSchema as QuantitiesSchema
from balance_rules.knowledge.schemas.catalogue import RegionSchema as RegionSchema
from balance_rules.knowledge.schemas.catalogue import TitleWordsSchema as TitleWordsSchema
from balance_rules.knowledge.schemas.catalogue import WordsSchema as WordsSchema
from balance_rules.knowledge.schemas.checks import GivenSchema as GivenSchema
from balance_rules.knowledge.schemas.checks import InvariantSchema as InvariantSchema
from balance_rules.knowledge.schemas.checks import SuppressionSchema as SuppressionSchema
from balance_rules.knowledge.schemas.declared import AttributeSchema as AttributeSchema
from balance_rules.knowledge.schemas.declared import ConclusionSchema as ConclusionSchema
from balance_rules.knowledge.schemas.declared import FamilySchema as FamilySchema
from balance_rules.knowledge.schemas.declared import Header as Header
from balance_rules.knowledge.schemas.declared import Member as Member
from balance_rules.knowledge.schemas.declared import ParameterSchema as ParameterSchema
from balance_rules.knowledge.schemas.evidence import CitationSchema as CitationSchema
from balance_rules.knowledge.schemas.evidence import EvidenceSchema as EvidenceSchema
from balance_rules.knowledge.schemas.statements import ClaimSchema as ClaimSchema
from balance_rules.knowledge.schemas.statements import ContradictionSchema as ContradictionSchema
from balance_rules.knowledge.schemas.statements import InstructionSchema as InstructionSchema
from balance_rules.knowledge.schemas.statements import LoadingSchema as LoadingSchema
from balance_rules.knowledge.schemas.statements import PrescriptionSchema as PrescriptionSchema
from balance_rules.knowledge.schemas.statements import ReferralSchema as ReferralSchema
from balance_rules.knowledge.schemas.statements import RestrictionSchema as RestrictionSchema
from balance_rules.knowledge.schemas.statements import RuleSchema as RuleSchema
