"""Allegations against people who work with children: from the referral to the outcome and the duties that follow it."""
