"""What a studio may sell in, for forms of any door."""

from apps.tenants.domain.currencies import CURRENCIES


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in CURRENCIES]
