"""Plain Flask routes and response rules that are no Dash pages."""
