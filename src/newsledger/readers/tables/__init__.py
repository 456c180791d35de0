"""Tables: a report a row of JSON Lines, CSV or Parquet."""
