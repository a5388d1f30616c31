"""Turn the lessons and templates into the pages of the site (host side)."""
