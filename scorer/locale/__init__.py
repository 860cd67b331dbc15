"""The interface's sentences, one module a language, with the same keys."""
