"""What a review hands over: ledger, labels, an opinion to send back, and what the terminal shows of it."""
