"""The composition root: settings, addresses, command line. Imports all; nobody imports it."""
