"""Currencies a studio may sell in (ISO 4217)."""

CURRENCIES = (
    "USD", "IDR", "INR", "EUR", "GBP", "SGD", "MYR", "THB", "PHP", "VND",
    "AUD", "AED", "BDT", "LKR", "NPR", "JPY", "KRW", "CAD", "BRL", "ZAR",
)  # fmt: skip
