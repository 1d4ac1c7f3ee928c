"""One confidential record in four tables, each with another way of keeping its history; for the benchmark `journal`."""
