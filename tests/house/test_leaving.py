"""Whatever leaves without names goes out by one way: no room looks for names by another."""

import re
from pathlib import Path

import sharedduty

SOURCE = Path(sharedduty.__file__).parent
ONE_WAY = SOURCE / "foundations/people/leaving.py"
OTHER_WAYS = re.compile(
    r"people\.naming import|\bimport hits\b|\bhits\(|layers_of\(|PdfReader|look_through_file as|look_through as"
)
OF_IT = {"foundations/people/leaving.py", "foundations/people/naming.py", "foundations/people/api.py",
         "foundations/people/protected.py", "foundations/papers/layers.py", "foundations/papers/pdf_text.py"}  # fmt: skip
GIVES_OUT = {  # the actions by which something leaves the house for outsiders, and the function each goes through
    "modules/practice_review/queries/publication.py": "look_through(", "modules/child_death/actions/panel.py": "look_through(",
    "modules/speaking_up/rules/disclosing.py": "look_through(", "foundations/families/rules.py": "look_through(",
    "modules/practice_review/actions/leaving.py": "look_through_file(",
    "modules/homicide_review/queries/publication.py": "look_through(",
    "modules/serious_case_review/queries/publication.py": "look_through(",
}  # fmt: skip


def test_names_are_looked_for_in_one_way() -> None:
    others = [
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "tests" not in file.parts
        and str(file.relative_to(SOURCE)) not in OF_IT
        and OTHER_WAYS.search(file.read_text())
    ]
    assert not others, f"these look for names by a way of their own: {others}"


def test_whatever_is_given_out_goes_through_it() -> None:
    assert ONE_WAY.exists()
    missing = {name: call for name, call in GIVES_OUT.items() if call not in (SOURCE / name).read_text()}
    assert not missing
