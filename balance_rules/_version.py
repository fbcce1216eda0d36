"""The version of the library: stated once, and there without the metadata of an installation, as in a zip file."""

VERSION = "0.1.0"
