"""The pages of meetings, bound to a room by `urls.addresses_of`."""
