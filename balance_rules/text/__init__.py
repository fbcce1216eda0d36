"""Between text and values, both ways: documents, quantities, words for conditions, files and texts written out."""
