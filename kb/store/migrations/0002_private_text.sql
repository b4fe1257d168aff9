-- What was moved out of a public reply, for a private message to the customer.
CREATE TABLE private_text (
    conversation TEXT PRIMARY KEY,
    text         TEXT NOT NULL
) STRICT;
