"""The data layer: seed, transcription, storage and importers."""
