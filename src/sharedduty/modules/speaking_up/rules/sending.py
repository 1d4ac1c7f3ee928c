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


def recorded_whole(given: Given) -> list[Missing]:
    """What is written down here for somebody says when it came, for limits run from then, and who is meant is “they”.

    A letter that lay for a week is a week nearer its limit (DPA2018 s164A; UK GDPR art 12).
    """
    their = {"#id_sender_name": "Write their name.", "#id_way": "Choose whether they say who they are."}
    missing = [Missing(their.get(one.href, one.text), one.href) for one in sending_whole(given)]
    if not given.get("kind"):  # whether a name is owed hangs on what it is
        missing = [one for one in missing if one.href != "#id_sender_name"]
    return missing + required(given, sent_at="Enter when it came.")


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
