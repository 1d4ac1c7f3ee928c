"""The gallery alone, unguarded, for tests of this floor."""

from sharedduty.foundations.design.urls import patterns

urlpatterns = patterns(lambda view: view)
