"""`docs/processes/<code>.md`: one page for each declared process: stages, steps with their sources, clocks."""

from sharedduty.foundations.access.api import ROLES, who_may
from sharedduty.foundations.process.api import Process, Transition


def process_page(process: Process) -> str:
    """One process as text that a business manager can read."""
    lines = [
        f"# {process.title}",
        "",
        process.duty,
        "",
        "Made from `process.py` by `sharedduty docs`.",
        "",
        "## Stages",
        "",
        *(f"- **{stage.title}** (`{stage.code}`){', ends here' if stage.ends else ''}" for stage in process.stages),
        "",
        "## Steps",
        "",
        "| Step | From | To | Who | What must be there first | Source |",
        "|---|---|---|---|---|---|",
        *(_row(process, step) for step in process.transitions),
        "",
        "## Clocks",
        "",
        "| Limit | Starts | Met by | Owed by |",
        "|---|---|---|---|",
        *(f"| `{clock.key}` | {clock.starts} | {clock.meets} | {clock.owed_by} |" for clock in process.clocks),
        "",
    ]
    return "\n".join(lines)


def _row(process: Process, step: Transition) -> str:
    who = ", ".join(ROLES[role].title for role in ROLES if step.permission and role in who_may(step.permission))
    rules = "; ".join((rule.__doc__ or rule.__name__).strip().splitlines()[0].rstrip(".") for rule in step.rules)
    start = ", ".join(process.stage(code).title for code in step.from_stages)
    return (
        f"| {step.event} | {start} | {process.stage(step.to_stage).title} | {who or 'the house itself'} |"
        f" {rules or 'nothing'} | {step.citation} |"
    )
