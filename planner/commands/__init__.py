"""This package is where the commands are, one a module: each reads a folder, calls one verb, says what happened."""
