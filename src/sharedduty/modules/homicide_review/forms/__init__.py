"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""
