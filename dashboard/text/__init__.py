"""Texts cut, folded and compared; English made of rows."""
