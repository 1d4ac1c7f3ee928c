"""Where the people of a genogram stand: a row for each generation, partners beside each other, children below."""

from collections.abc import Sequence

# Somebody, somebody else, and how many rows above the other they stand: 0 for brothers and sisters, 2 for a grandparent.
Above = tuple[str, str, int]


def place_family(
    people: Sequence[str],
    couples: Sequence[tuple[str, ...]],
    children: Sequence[tuple[tuple[str, ...], str]],
    above: Sequence[Above] = (),
) -> dict[str, tuple[float, int]]:
    """The column (in spaces, at least one apart within a row) and row of every person.

    `children` pairs the parents with a child; `above` says who else stands in the same row or two rows higher, and is
    let go where it cannot be kept with the rest. Raises ValueError when somebody would be their own ancestor.
    """
    try:
        row = _generations(people, couples, children, above)
    except ValueError:
        row = _generations(people, couples, children, ())
    rows = _order(people, couples, children, row)
    column = {who: float(at) for order in rows.values() for at, who in enumerate(order)}
    for _ in range(8):
        _settle(rows, column, _wishes_of_parents(children, column))
        _settle(rows, column, _wishes_of_children(children, column))
    lowest = min(column.values(), default=0)
    return {who: (column[who] - lowest, row[who]) for who in people}


def _generations(
    people: Sequence[str],
    couples: Sequence[tuple[str, ...]],
    children: Sequence[tuple[tuple[str, ...], str]],
    above: Sequence[Above],
) -> dict[str, int]:
    row = dict.fromkeys(people, 0)
    for _ in range(len(people) + 1):
        before = dict(row)
        for parents, child in children:
            row[child] = max(row[child], *(row[one] + 1 for one in parents))
        for upper, lower, steps in above:
            row[lower] = max(row[lower], row[upper] + steps)
            row[upper] = max(row[upper], row[lower] if steps == 0 else 0)
        for pair in couples:
            for one in pair:
                row[one] = max(row[other] for other in pair)
        if row == before:
            break
    else:
        raise ValueError("somebody in this family would be their own ancestor")
    # Parents stand just above their highest child, however short their own side of the family is.
    for parents, _ in sorted(children, key=lambda tie: -row[tie[1]]):
        nearest = min(row[child] for others, child in children if set(others) & set(parents)) - 1
        bound = [one for pair in couples if set(pair) & set(parents) for one in pair]
        if all(not _has_parents(one, children) for one in (*parents, *bound)):
            for one in parents:
                row[one] = max(row[one], nearest)
    for upper in dict.fromkeys(one for one, _, steps in above if steps):
        if not _has_parents(upper, children) and all(upper not in pair for pair in couples):
            row[upper] = max(row[upper], min(row[lower] - steps for one, lower, steps in above if one == upper))
    return row


def _has_parents(who: str, children: Sequence[tuple[tuple[str, ...], str]]) -> bool:
    return any(child == who for _, child in children)


def _order(
    people: Sequence[str],
    couples: Sequence[tuple[str, ...]],
    children: Sequence[tuple[tuple[str, ...], str]],
    row: dict[str, int],
) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    seen: set[str] = set()

    def stand(who: str) -> None:
        if who not in seen:
            seen.add(who)
            rows.setdefault(row[who], []).append(who)

    def visit(who: str) -> None:
        if who in seen:
            return
        theirs = [pair for pair in couples if who in pair]
        partners = [one for pair in theirs for one in pair if one != who]
        for one in _abreast(who, partners, couples):
            stand(one)
        for pair in theirs:
            for parents, child in children:
                if set(parents) == set(pair):
                    visit(child)

    roots = sorted(people, key=lambda who: (row[who], people.index(who)))
    for who in roots:
        visit(who)
    return rows


def _abreast(who: str, partners: Sequence[str], couples: Sequence[tuple[str, ...]]) -> list[str]:
    """Somebody with their partners: the first on the left where there are several, and whom these live with now beyond."""
    left = [*_further(partners[0], who, couples), partners[0]] if len(partners) > 1 else []
    right = [one for partner in partners for one in (partner, *_further(partner, who, couples))]
    return [*left, who, *right]


def _further(partner: str, who: str, couples: Sequence[tuple[str, ...]]) -> list[str]:
    """The other partners of somebody's partner, in the order said."""
    return [one for pair in couples if partner in pair for one in pair if one not in (partner, who)]


def _wishes_of_parents(children: Sequence[tuple[tuple[str, ...], str]], column: dict[str, float]) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for parents in dict.fromkeys(parents for parents, _ in children):
        below = [column[child] for others, child in children if others == parents]
        shift = sum(below) / len(below) - _centre(parents, column)
        for one in parents:
            wishes.setdefault(one, column[one] + shift)
    return wishes


def _wishes_of_children(children: Sequence[tuple[tuple[str, ...], str]], column: dict[str, float]) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for parents in dict.fromkeys(parents for parents, _ in children):
        below = [child for others, child in children if others == parents]
        shift = _centre(parents, column) - sum(column[child] for child in below) / len(below)
        for child in below:
            wishes.setdefault(child, column[child] + shift)
    return wishes


def _centre(parents: tuple[str, ...], column: dict[str, float]) -> float:
    middle = sum(column[one] for one in parents) / len(parents)
    return middle if len(parents) > 1 else middle + 0.5


def _settle(rows: dict[int, list[str]], column: dict[str, float], wishes: dict[str, float]) -> None:
    """Move each row towards its wishes, keeping its order and at least one space between neighbours."""
    for order in rows.values():
        wanted = [wishes.get(who, column[who]) for who in order]
        right, left = list(wanted), list(wanted)
        for at in range(1, len(order)):
            right[at] = max(right[at], right[at - 1] + 1)
        for at in range(len(order) - 2, -1, -1):
            left[at] = min(left[at], left[at + 1] - 1)
        # Both sweeps keep the spaces, and so does their middle.
        for at, who in enumerate(order):
            column[who] = (right[at] + left[at]) / 2
