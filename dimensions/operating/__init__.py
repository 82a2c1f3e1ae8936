"""Operations: the queue, failures and what can be done about them, for those who run the installation."""
