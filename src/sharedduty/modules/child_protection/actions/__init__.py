"""What may be done in child protection: each with permission, rules, change and journal in one transaction."""
