"""Steps of coding an article, and what is saved of them."""
