"""Professional disagreements between agencies, from the two workers to the Secretary of State."""
