"""The rules of sending a concern, a complaint or a request."""

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

YES_NO = ("yes", "no", "not_known")


def sending_whole(given: Given) -> list[Missing]:
    """What somebody sends says what it is about; who they are only where they choose to, or where it is asked for.

    A concern may be anonymous (HE-WB-03). A complaint and a request are answered to somebody, so they have a name.
    """
    kind = given.get("kind")
    missing = required(given, kind="Say what it is.")
    if kind == "concern":
        missing += required(given, way="Choose whether you say who you are.")
    if kind == "access":
        missing += required(given, told="Write which information you want.")
    else:
        missing += required(given, told="Write what happened.")
    if kind == "complaint":
        missing += required(given, sent_as="Say who you are: a child, family or somebody who works with children.")
    if given.get("way") in ("confidential", "named"):
        missing += required(given, sender_name="Write your name.")
    return missing + passed(given, "sent_at")


def written(given: Given) -> list[Missing]:
    """A message has words."""
    return required(given, text="Write your message.")


def nobody_takes(given: Given) -> list[Missing]:
    """Somebody must be there to take it, who has no part in it."""
    where = "#id_organisation" if text(given, "organisation") else ""
    if given.get("taker"):
        return []
    return [
        Missing("Nobody here can take this who has no part in it. Write to the council's monitoring officer.", where)
    ]
