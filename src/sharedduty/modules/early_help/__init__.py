"""Early help: plans with families before anybody needs social care."""
