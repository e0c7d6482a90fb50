"""The sandbox: a stand-in for the Bot API on loopback, with a user side."""
