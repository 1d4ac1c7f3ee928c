"""Every room opens the same way: a closed list of file names, and no drawer for odds and ends (docs/adr/0002)."""

from tests.house import survey

ROOM_FILES = frozenset(
    "README.md __init__.py process.py rules.py models.py policy.py queries.py actions.py forms.py views.py urls.py "
    "notices.py api.py apps.py".split()
)
ROOM_FOLDERS = frozenset({"templates", "migrations", "tests", "static"})
# A file over 400 lines becomes a folder of the same name.
MAY_BE_FOLDERS = frozenset(
    name.removesuffix(".py") for name in ROOM_FILES if name.endswith(".py") and name not in {"__init__.py", "apps.py"}
)
DESK_FILES = ROOM_FILES
# Names that say nothing about what is inside, and so take in everything (style of the house, design section 3).
BANNED = frozenset(
    "utils util helpers helper common core services service managers manager signals constants consts misc base "
    "tools lib stuff shared generic".split()
)


def _strangers(folder_name: str) -> list[str]:
    found = []
    folder = survey.SOURCE / folder_name
    for path in folder.iterdir():
        if path.name == "__pycache__":
            continue
        fits = path.name in (ROOM_FOLDERS | MAY_BE_FOLDERS) if path.is_dir() else path.name in ROOM_FILES
        if not fits:
            found.append(path.relative_to(survey.SOURCE).as_posix())
    return found


def test_every_room_has_only_the_closed_list_of_file_names() -> None:
    strangers = [name for room in survey.rooms() for name in _strangers(f"modules/{room.name}")]
    strangers += _strangers("desks")
    assert not strangers, survey.told(strangers, "a room has a closed list of file names (docs/adr/0002)")


def test_no_file_is_both_a_module_and_a_folder() -> None:
    twice = [
        source.name
        for source in survey.sources()
        if source.path.with_suffix("").is_dir() and source.path.stem != "tests"
    ]
    assert not twice, survey.told(twice, "a split file lives in the folder only")


# Django looks for a database connection in a module called so, and nowhere else.
NAMED_BY_DJANGO = frozenset({"foundations/journal/backend/base.py"})


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    named = [
        source.name
        for source in survey.sources()
        if {part.removesuffix(".py").lower() for part in source.parts} & BANNED and source.name not in NAMED_BY_DJANGO
    ]
    assert not named, survey.told(named, f"choose a word of the field instead of {', '.join(sorted(BANNED))}")


def test_every_room_and_foundation_is_placed_in_the_contracts() -> None:
    missing = [
        f"{floor}/{folder.name}"
        for floor, folders in (("modules", survey.rooms()), ("foundations", survey.foundations()))
        for folder in folders
        if f"sharedduty.{floor}.{folder.name}" not in survey.heights()
    ]
    assert not missing, survey.told(missing, "place it in .importlinter before it can merge (docs/adr/0001)")


def test_every_room_says_what_duty_it_serves() -> None:
    silent = [room.name for room in survey.rooms() if not (room / "README.md").is_file()]
    assert not silent, survey.told(silent, "a room's README.md says the duty, cited, in one paragraph")


def test_api_modules_are_short() -> None:
    long = [
        f"{source.name}: {len(source.text.splitlines())} lines"
        for source in survey.product()
        if source.layer == "api" and source.room != "foundations/design" and len(source.text.splitlines()) > 60
    ]
    assert not long, survey.told(long, "an api.py re-exports in at most 60 lines and holds no logic")


def test_api_modules_hold_no_logic() -> None:
    logical = [
        f"{source.name}: {node.name}"
        for source in survey.product()
        if source.layer == "api"
        for node in source.tree.body
        if isinstance(node, (*survey.FunctionNode.__args__, survey.ast.ClassDef))
    ]
    assert not logical, survey.told(logical, "an api.py only re-exports")
