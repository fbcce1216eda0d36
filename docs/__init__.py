"""The documentation: written pages, and the generator of the others."""
