"""What rooms may ask of chronologies."""

from sharedduty.foundations.chronology.declared import Source, SourceChild, declare_source
from sharedduty.foundations.chronology.queries.lines import unanswered
from sharedduty.foundations.chronology.queries.reading import of_record

__all__ = ["Source", "SourceChild", "declare_source", "of_record", "unanswered"]
