"""The rules of this room: of recommendations, of an agency's part, and what makes two recommendations look alike."""
