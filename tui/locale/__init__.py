"""What the desk says, a module for each language."""
