"""Writes what a park says of its contracts with the operator: own tariffs, transport rights and rules of groups."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from collectief.facts import Period, Tariff, Tier
from collectief.facts.written import written
from collectief.park.limits import Limitation, TransportRight
from collectief.park.read_contracts import GROUP_KW
from collectief.park.read_offers import COLUMNS as OFFER_COLUMNS
from collectief.park.read_offers import OFFERS_FILE
from collectief.park.read_rights import COLUMNS as RIGHT_COLUMNS
from collectief.park.read_rights import RIGHTS_FILE
from collectief.park.read_tariffs import COLUMNS as TARIFF_COLUMNS
from collectief.park.read_tariffs import TARIFFS_FILE
from collectief.park.things import Park, Rules

Cells = dict[str, str]


def rule_tables(rules: Rules) -> dict[str, dict[str, Any]]:
    """The tables of ``park.toml`` that hold the rules; what is None is not stated."""
    keys = ("lower_contracts", "group_fixed_eur", "group_member_eur", "interest", "heat_level")
    stated = {key: getattr(rules, key) for key in keys}
    return {
        "rules": {**stated, **_contract_rules(rules)},
        **({} if rules.limitation is None else {"limitation": _limitation(rules.limitation)}),
        **({} if rules.wind is None else {"wind": asdict(rules.wind)}),
        **({} if rules.direct_line_m is None else {"direct_line": {"most_m": rules.direct_line_m}}),
        **({GROUP_KW: dict(rules.group_kw)} if rules.group_kw else {}),
    }


def _contract_rules(rules: Rules) -> dict[str, str | None]:
    """The rules of groups, None where they are the usual ones."""
    usual = Rules()
    keys = ("group_capacity", "group_entitlement")
    return {key: getattr(rules, key) if getattr(rules, key) != getattr(usual, key) else None for key in keys}


def _limitation(offered: Limitation) -> dict[str, int | float | str]:
    """The table ``[limitation]``."""
    when = offered.window
    spans = {"months": when.months, "days": when.days, "between": when.hours}
    figures: dict[str, int | float | str] = {
        "hours": offered.hours, "eur_per_mw_h": offered.eur_per_mw_h, "share": offered.share,
    }  # fmt: skip
    return figures | {key: f"{first}-{last}" for key, (first, last) in spans.items()}


def write_tariffs(park: Park, folder: Path) -> None:
    """The park's own categories; the file goes where there are none."""
    _write(folder / TARIFFS_FILE, [c.name for c in TARIFF_COLUMNS], [_tariff(t) for t in park.tariffs.values()])


def write_rights(park: Park, folder: Path) -> None:
    """The rights beside the firm ones; the file goes where there are none."""
    rows = [_right(c.id, r) for c in park.companies for r in c.connection.rights]
    _write(folder / RIGHTS_FILE, [c.name for c in RIGHT_COLUMNS], rows)


def write_offers(park: Park, folder: Path) -> None:
    """The rights on offer; the file goes where there are none."""
    rows = [{"area": area, **_right("", right)} for area, right in park.offers]
    names = [c.name for c in OFFER_COLUMNS]
    _write(folder / OFFERS_FILE, names, [{name: row.get(name, "") for name in names} for row in rows])


def _write(path: Path, names: Sequence[str], rows: Sequence[Cells]) -> None:
    if not rows:
        path.unlink(missing_ok=True)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _tariff(one: Tariff) -> Cells:
    cells = {c.name: _cell(getattr(one, c.name)) for c in TARIFF_COLUMNS}
    for name in ("contract_tiers", "peak_tiers", "kwh_tiers"):
        cells[name] = " ".join(f"{_cell(t.above)}:{_cell(t.eur)}" for t in _tiers(one, name))
    return cells | {"periods": " | ".join(map(_period, one.periods))}


def _tiers(one: Tariff, name: str) -> tuple[Tier, ...]:
    found: tuple[Tier, ...] = getattr(one, name)
    return found


def _period(one: Period) -> str:
    prices = (("kwh", one.eur_per_kwh), ("peak", one.peak_eur_kw_month))
    return " ".join([str(one.window), *(f"{k}={_cell(v)}" for k, v in prices if v is not None)]).strip()


def _right(company: str, right: TransportRight) -> Cells:
    spans = dict(word.split("=") for word in str(right.window).split())
    cells = {"company": company, "kind": right.kind, "direction": right.direction, "kw": _cell(right.kw)}
    return cells | spans | {"contract_share": _cell(right.contract_share)}


def _cell(value: str | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else written(value)
