"""What follows from facts: knowledge lowered once to a program, which every back end reads in its own terms."""
