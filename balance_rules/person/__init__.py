"""What is known of a person: profiles of facts, training logs, sheets of tests."""
