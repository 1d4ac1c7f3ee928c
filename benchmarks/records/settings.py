"""The product's settings with the peers' apps beside its own."""

from sharedduty.site.settings import *  # noqa: F403 - the same settings but for what is said below

INSTALLED_APPS = [*INSTALLED_APPS, "simple_history", "pgtrigger", "pghistory", "benchmarks.records"]  # noqa: F405 - from above
PGTRIGGER_INSTALL_ON_MIGRATE = False
