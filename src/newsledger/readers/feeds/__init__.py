"""Feeds (RSS, Atom, JSON Feed) and the sitemaps that list pages."""
