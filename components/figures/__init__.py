"""One family of charts a file: domain objects in, Plotly figures out; no Dash."""
