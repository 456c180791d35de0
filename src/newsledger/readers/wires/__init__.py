"""Agency formats: ninjs, NewsML-G2 and NITF."""
