"""What an assessment costs, side by side with other ways to run the same rules: see README.md."""
