"""Figures drawn with Plotly, and what each shows in words."""
