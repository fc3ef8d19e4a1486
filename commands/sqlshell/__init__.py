"""The prompt for anybody's SQL, and the list of what there is to ask."""
