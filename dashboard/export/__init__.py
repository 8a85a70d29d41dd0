"""Files for other programs, a module a form."""
