"""On the Record: news reporting as a sourced record, in a dashboard."""
