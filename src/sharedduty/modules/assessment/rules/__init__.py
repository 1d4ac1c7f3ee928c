"""The rules of this room: each one function, its docstring the rule in plain words with its source.

A rule takes the assessment and what was given with the step, and answers what is missing, with a link to mend it.
"""
