"""The pages of sign-in, one's own account, people and posts, emergency opening and the privacy officer's desk."""
