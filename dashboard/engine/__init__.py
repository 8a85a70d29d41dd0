"""DuckDB and Spark: how tables are made in an engine, and how one is asked."""
