"""A small package of somebody else, who uses the library with strict types."""
