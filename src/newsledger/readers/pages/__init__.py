"""HTML pages: the article, what the markup says of it, the days it gives."""
