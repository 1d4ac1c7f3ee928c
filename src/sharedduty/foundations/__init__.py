"""The shared floor: named rooms in strict order (see .importlinter)."""
