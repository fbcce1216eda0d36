"""The pydantic model of a profile, made from the attributes of a knowledge, and its JSON Schema."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    create_model,
    model_serializer,
)

from balance_rules.model import Knowledge
from balance_rules.person.facts.answers import Answer, answer_schema, read_answer, word
from balance_rules.person.facts.cells import EARLIEST, plain
from balance_rules.person.facts.grouping import ABOUT, group_of

SCHEMA = "balance_rules.profile/1"


def no_number(date: Any) -> Any:
    """Refuse a number, also one in quotes, which would be read as seconds since 1970."""
    if isinstance(date, (int, float, Decimal)) or (isinstance(date, str) and date[4:5] != "-"):
        raise ValueError("a number is no date")
    return date


def in_a_life(date: datetime.date | None) -> datetime.date | None:
    """Refuse a date on which nobody lived who trains today: ``0026-03-02``."""
    if date is not None and date < EARLIEST:
        raise ValueError(f"a date before {EARLIEST}")
    return date


class ProfileModel(BaseModel):
    """A person's profile: every field is an attribute of the knowledge, and each may be left out.

    `exercise_titles` are what titles in the person's training log mean: ``Kniebeuge: back_squat``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    knowledge: ClassVar[Knowledge]

    person: str = Field("", description="A name or a number that tells people apart.")
    date: Annotated[datetime.date | None, BeforeValidator(no_number), AfterValidator(in_a_life)] = Field(
        None, description="The day on which all this was so."
    )
    notes: str = Field("", description="Anything else, for people: nothing is concluded from it.")
    exercise_titles: dict[str, str] = Field({}, description="What titles in the training log mean, by exercise id.")

    if TYPE_CHECKING:  # the attributes are known when the knowledge is loaded, not when a type checker reads

        def __init__(
            self,
            *,
            person: str = "",
            date: datetime.date | str | None = None,
            notes: str = "",
            exercise_titles: Mapping[str, str] = {},
            **answers: Any,
        ) -> None: ...

    @model_serializer(mode="wrap")
    def _stated(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What is stated and nothing else: null beside it would be an answer nobody gave."""
        return {name: value for name, value in handler(self).items() if name in self.model_fields_set}

    def __repr__(self) -> str:
        return f"<Profile{f' of {self.person}' if self.person else ''}: {', '.join(sorted(self.model_fields_set))}>"

    def __eq__(self, other: object) -> bool:
        """Whether both state the same by the same knowledge; its class may have been made anew meanwhile."""
        if not isinstance(other, ProfileModel) or self.knowledge != other.knowledge:
            return False
        return self.model_dump() == other.model_dump()

    def __hash__(self) -> int:
        return hash(self.model_dump_json())

    def __reduce__(self) -> tuple[Callable[[Knowledge, dict[str, Any]], ProfileModel], tuple[Any, ...]]:
        return _profile_of, (self.knowledge, self.model_dump())


@lru_cache(maxsize=16)
def profile_model(knowledge: Knowledge) -> type[ProfileModel]:
    """The pydantic model of a profile under `knowledge`; its JSON Schema describes profile files."""
    fields: dict[str, Any] = {
        attribute.id: (
            Annotated[
                Any,
                PlainValidator(partial(read_answer, attribute)),
                PlainSerializer(_as_said),
                WithJsonSchema(answer_schema(attribute, group_of(knowledge, attribute))),
            ],
            None,
        )
        for attribute in knowledge.attributes.values()
    }
    model: type[ProfileModel] = create_model("Profile", __base__=ProfileModel, **fields)
    model.knowledge = knowledge
    return model


def _profile_of(knowledge: Knowledge, said: dict[str, Any]) -> ProfileModel:
    return profile_model(knowledge).model_validate(said)


def _as_said(answer: Any, info: SerializationInfo) -> Any:
    """An answer in the words it was given in; for JSON, with numbers that JSON has."""
    said = answer.said if isinstance(answer, Answer) else answer
    return _for_json(said) if info.mode == "json" else said


def _for_json(value: Any) -> Any:
    match plain(value):
        case Mapping() as mapping:
            return {word(name): _for_json(part) for name, part in mapping.items()}
        case list() | tuple() as items:
            return [_for_json(item) for item in items]
        case Decimal() | Fraction() as number:
            return int(number) if number == int(number) else float(number)
        case datetime.date() as date:
            return date.isoformat()
        case other:
            return other


def profile_schema(model: type[ProfileModel]) -> dict[str, Any]:
    """The JSON Schema of a profile file; with no `const` and no `default`, no form states anything by itself."""
    knowledge, schema = model.knowledge, model.model_json_schema()
    for order, field in enumerate(schema["properties"].values()):
        field.pop("default", None)
        field.setdefault("x-group", ABOUT)
        field["x-order"] = order
    date = schema["properties"]["date"]
    date.update(next(form for form in date.pop("anyOf") if form["type"] == "string"))
    return {"$id": SCHEMA, "x-knowledge": f"{knowledge.name} {knowledge.version}", **schema}
