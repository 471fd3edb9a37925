"""Files that people take away: their tables, and the bytes of workbooks."""
