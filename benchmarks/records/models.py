"""The same few fields in a case file, four times. Their tables are made by the benchmark; there is no migration."""

import pghistory
from django.db import models
from simple_history.models import HistoricalRecords

from sharedduty.foundations.access.models import Confidential


class Words(Confidential):
    """What was seen and heard, about whom, and how it stands."""

    reference = models.CharField(max_length=14)
    words = models.TextField()
    stage = models.CharField(max_length=20)
    at = models.DateTimeField()
    number = models.IntegerField()

    class Meta:
        abstract = True


class Plain(Words):
    """With nothing kept beside it."""


class Journalled(Words):
    """With the product's journal."""


class Historic(Words):
    """With django-simple-history."""

    history = HistoricalRecords(app="records")


@pghistory.track()
class Traced(Words):
    """With django-pghistory, whose trigger copies the row."""
