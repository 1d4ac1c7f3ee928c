"""Every page of `docs/` that is made, not written; where it goes; and whether what lies there is still so."""

from pathlib import Path

from sharedduty.foundations.process.api import processes
from sharedduty.site.manual import coverage, dpia, glossary, house_map, matrix, privacy, process_pages
from sharedduty.site.refusals import Refusal

ROOT = Path(__file__).resolve().parents[4]


def repository() -> Path:
    """The root of the repository. Raises `Refusal` where the product is installed without its documents."""
    if not (ROOT / "docs" / "requirements" / "rows.csv").is_file():
        raise Refusal("the documents are made in the repository; this installation has none")
    return ROOT


def made(root: Path) -> dict[str, str]:
    """Every made page: its path under `docs/` and its text. Raises `Refusal` naming what nobody has decided yet."""
    if undecided := privacy.unclassified():
        raise Refusal(f"fields without a classification (site/manual/privacy_names.py): {', '.join(undecided)}")
    if faults := coverage.faults(root):
        raise Refusal("docs/requirements: " + "\n  ".join(faults))
    pages = {
        "map.md": house_map.house_map(root),
        "glossary.md": glossary.glossary(root),
        "coverage.md": coverage.coverage(root),
        "access-matrix.md": matrix.access_matrix(),
        "privacy/fields.csv": privacy.fields_csv(),
        "privacy/record-of-processing.md": privacy.record_of_processing(),
        "privacy/dpia.md": dpia.template(),
    }
    for process in processes():
        pages[f"processes/{process.code.replace('_', '-')}.md"] = process_pages.process_page(process)
    return pages


def write(root: Path) -> list[str]:
    """Write every made page that has changed. Gives the paths written."""
    changed = stale(root)
    for path, text in changed.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    return sorted(changed)


def stale(root: Path) -> dict[str, str]:
    """The made pages whose file says something else, or is not there, with the text it should have."""
    return {
        path: text
        for path, text in made(root).items()
        if not (root / "docs" / path).is_file() or (root / "docs" / path).read_text(encoding="utf-8") != text
    }
