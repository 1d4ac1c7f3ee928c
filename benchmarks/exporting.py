"""The product's settings with one more address: an export as long as asked for, for the benchmark `memory`."""

from sharedduty.site.settings import *  # noqa: F403 - the same settings but for what is said below

ROOT_URLCONF = "benchmarks.exporting_page"
