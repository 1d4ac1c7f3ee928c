"""Every write of early help: permission, rules, change and journal in one transaction."""
