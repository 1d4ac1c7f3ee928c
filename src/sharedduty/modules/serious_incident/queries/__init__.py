"""Reading incidents and requests, each through the viewer's own sight."""
