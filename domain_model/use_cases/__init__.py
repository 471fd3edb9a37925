"""What people do with the product, as verb phrases."""
