"""The database: ``open_store(address)`` gives a Store."""
