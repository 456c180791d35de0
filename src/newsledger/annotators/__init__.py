"""What is read out of one report, one file a kind; pure functions of text and parse."""
