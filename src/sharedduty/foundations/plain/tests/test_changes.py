"""Two texts side by side, with every word that differs marked."""

from sharedduty.foundations.plain.changes import PUT, SAME, TAKEN, Piece, side_by_side


def test_words_taken_out_and_put_in_are_marked_and_the_rest_is_the_same() -> None:
    (row,) = side_by_side("Robin Testwick was hurt.", "A baby was hurt.")
    assert row.before == (Piece("Robin Testwick", TAKEN), Piece(" was hurt.", SAME))
    assert row.after == (Piece("A baby", PUT), Piece(" was hurt.", SAME)) and row.changed


def test_a_paragraph_that_is_gone_or_new_stands_alone() -> None:
    rows = side_by_side("One.\nMary rang.\nThree.", "One.\n\nThree.\nFour.")
    assert [(bool(row.before), bool(row.after), row.changed) for row in rows] == [
        (True, True, False), (True, False, True), (True, True, False), (False, True, True),
    ]  # fmt: skip


def test_line_ends_and_blanks_make_no_difference() -> None:
    assert not any(row.changed for row in side_by_side("One  two.\r\n\r\nThree.", "One two.\nThree."))
    assert side_by_side("", " \n ") == []


def test_nothing_of_either_text_is_lost() -> None:
    before, after = "A b, c (d) e-f: g’s 12/3.", "A x, c d e-f; g’s 12/4!"
    (row,) = side_by_side(before, after)
    assert "".join(one.text for one in row.before) == before and "".join(one.text for one in row.after) == after
