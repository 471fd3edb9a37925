"""Presentation: domain objects in; Dash components, figures or words out. No I/O, no callbacks."""
