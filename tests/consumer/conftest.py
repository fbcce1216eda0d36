"""The package beside this is read by type checkers and never imported: half of it is wrong on purpose."""

collect_ignore = ["package"]
