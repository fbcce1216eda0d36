"""Pages generated from the knowledge and the library; each module gives pages by their path under docs/."""
