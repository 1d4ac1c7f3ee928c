"""The words in which an agency is asked and answers: of a child, or of an adult who died (a homicide review's request)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADULT = "adult"


@dataclass(frozen=True)
class Wording:
    """What a request calls whom it is about. `rules`: whether the advice on sharing about children is shown;
    `own_grounds`: grounds for not asking consent that the pack words for a child."""

    label: str
    nothing: str
    bears: str
    relevance: str
    irrelevant: str
    harm: str
    consent: str
    agreement: str
    worries: str
    relevance_missing: str
    harm_missing: str
    no_harm: str
    duty: str
    own_grounds: Mapping[str, str]
    rules: bool


CHILD = Wording(
    label="The child asked about",
    nothing="We hold nothing about this child or family",
    bears="Only what bears on this child. Say what is fact and what is opinion.",
    relevance="How does what you hold bear on the child's safety or welfare?",
    irrelevant="What we hold is not relevant to the child's safety or welfare, or would not help",
    harm="Would sharing harm the child more than withholding?",
    consent="Recorded so that the family's view is known. Consent is not needed to keep a child safe.",
    agreement="From the area's register of sharing agreements. None is needed to keep a child safe.",
    worries="What worries your agency, and what protects the child",
    relevance_missing="Say how the information bears on the child's safety or welfare.",
    harm_missing="Say whether sharing would harm the child more than withholding.",
    no_harm="You say that sharing would not harm the child. Then share it, or tick that it is not relevant and say why.",
    duty="A duty in law to share for a child's safety or welfare (Children Act 2004)",
    own_grounds={},
    rules=True,
)
PERSON = Wording(
    label="The person asked about",
    nothing="We hold nothing about this person or family",
    bears="Only what bears on this person and the death. Say what is fact and what is opinion.",
    relevance="How does what you hold bear on the death, or on anyone's safety?",
    irrelevant="What we hold is not relevant to the death or to anyone's safety, or would not help",
    harm="Would sharing harm somebody more than withholding?",
    consent="Recorded so that the family's view is known. A review can go on without consent.",
    agreement="From the area's register of sharing agreements. A review can go on without one.",
    worries="What worries your agency, and what protected the person",
    relevance_missing="Say how the information bears on the death, or on anyone's safety.",
    harm_missing="Say whether sharing would harm somebody more than withholding.",
    no_harm="You say that sharing would harm nobody. Then share it, or tick that it is not relevant and say why.",
    duty="A duty in law that bears on this review",
    own_grounds={"puts_at_risk": "Gaining consent would put somebody at risk"},
    rules=False,
)


def wording_of(about: Mapping[str, Any]) -> Wording:
    """The words for whom a request is about, as it was asked (`about["who"]`): a child where nothing else was said."""
    return PERSON if about.get("who") == ADULT else CHILD
