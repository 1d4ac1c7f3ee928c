"""The register of recommendations and what comes of them."""
