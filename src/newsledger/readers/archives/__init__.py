"""Archives and packed files: WARC, WACZ, and what they are packed with."""
