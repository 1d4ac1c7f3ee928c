"""Forms: sign-in (named in settings by path), and people, emergencies and reviews."""
