"""`score rubric …`: arguments, streams and exit codes of one sub-command a module; what each finds out: `workshop`."""
