"""What each step of a homicide review asks: deciding, setting up, agencies, reporting, publishing, and what is on record."""
