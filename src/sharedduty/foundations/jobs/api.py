"""What the rest of the house may ask of jobs."""

from sharedduty.foundations.jobs.running import declared, enqueue, every, job

__all__ = ["declared", "enqueue", "every", "job"]
