"""What the report says of leaving and joining, and of what each key keeps."""

from dataclasses import replace

from collectief import Outcome
from collectief.allocation import Leaving
from collectief.plan.stay import Staying
from collectief.presentation import report
from collectief.presentation.blocks import Paragraph, Table
from collectief.presentation.hand_over import hand_over
from collectief.presentation.section_staying import kept_promises, staying
from collectief.presentation.speech import NBSP, Speech

NL, EN = Speech("nl"), Speech("en")


def texts(table: Table) -> list[list[str]]:
    return [[cell.text.replace(NBSP, " ") for cell in row] for row in table.rows]


def test_each_company_that_shares_something_has_a_row_and_nobody_else(outcome: Outcome) -> None:
    table, held = staying(outcome, NL)
    assert isinstance(table, Table)
    assert isinstance(held, Paragraph)
    bakker, koel = texts(table)
    assert bakker[1:4] == ["300.000", "310.000", "4.000"]
    assert bakker[-3:] == ["niemand", "296.000", "310.000"]
    assert koel[-3:] == ["allen", "geen bedrag past", ""]
    assert "Koelhuis" in held.text
    assert held.text.startswith("Zonder Koelhuis")
    assert "kleinste groep" in held.text


def test_a_group_that_leaves_has_a_row_with_all_its_names_and_no_price_of_joining(outcome: Outcome) -> None:
    found = outcome.staying or Staying()
    pair = Leaving(("bakker", "metaal"), 500_000.0, 505_000.0, 400_000.0, 407_000.0, ("koel",), ())
    table, _ = staying(replace(outcome, staying=replace(found, leaving=(*found.leaving, pair))), NL)
    assert isinstance(table, Table)
    last = texts(table)[-1]
    assert last[0] == "Bakkerij De Gouden Korenaar en =SOM(A1:A9) Metaal"
    assert last[1:4] == ["500.000", "505.000", "7.000"]
    assert last[-3:] == ["allen", "", ""]


def test_what_is_bought_together_has_a_column_only_where_anything_is(outcome: Outcome) -> None:
    shared, _ = staying(outcome, EN)
    together = outcome.cases["together"]
    own = replace(together, builds=tuple(b for b in together.builds if b.owner != "park"))
    alone, _ = staying(replace(outcome, cases={**outcome.cases, "together": own}), EN)
    assert isinstance(shared, Table)
    assert isinstance(alone, Table)
    assert any(head.title.startswith("Part in what was bought") for head in shared.columns)
    assert not any(head.title.startswith("Part in what was bought") for head in alone.columns)


def test_what_a_key_keeps_is_yes_no_with_its_worst_case_or_not_known(outcome: Outcome) -> None:
    table = kept_promises(outcome, EN)
    assert table is not None
    rows = {row[0]: row[1:] for row in texts(table)}
    assert rows["adds up to the bill"] == ["yes", "yes"]
    assert rows["nobody pays more than alone"][0].startswith("no: 1,230")
    assert rows["nobody pays more than alone"][1] == "yes"
    assert rows["if one joins, nobody pays more"] == ["?", "?"]
    assert rows["can be checked by hand"] == ["yes", "yes"]
    held = outcome.core["stand_alone"]
    assert rows["no group is better off without the rest"][0] == {True: "yes", None: "?"}.get(held.stable, "no")


def test_each_company_that_all_hangs_on_is_named_by_itself(outcome: Outcome) -> None:
    two = replace(outcome, staying=replace(outcome.staying or Staying(), anchors=("bakker", "koel")))
    _, held = staying(two, NL)
    assert isinstance(held, Paragraph)
    assert " of zonder Koelhuis" in held.text
    _, none = staying(replace(outcome, staying=replace(two.staying or Staying(), anchors=(), smallest=())), NL)
    assert isinstance(none, Paragraph)
    assert none.text == "Samen bespaart hier niemand iets."


def test_what_leaving_costs_is_on_the_sheet_of_the_association_and_nowhere_else(outcome: Outcome) -> None:
    """Differences between with and without somebody are the association's own."""
    caption = "If a company or group leaves, or joins later"
    shared, *companies = hand_over(outcome, "en").items()
    assert shared[0].endswith("together.html")
    assert caption in shared[1]
    assert not any(caption in page for _, page in companies)
    whole = report(outcome, "en")
    assert caption not in whole
    assert "on the sheet for the association" in whole
    assert "What each key promises and keeps" in whole


def test_where_nobody_shares_nothing_is_said(outcome: Outcome) -> None:
    nobody = replace(outcome, staying=None)
    assert staying(nobody, NL) == ()
    assert kept_promises(nobody, NL) is None
    many = replace(outcome, staying=replace(outcome.staying or Staying(), anchors=(), smallest=None))
    _, held = staying(many, EN)
    assert isinstance(held, Paragraph)
    assert "Without any one company the rest still saves" in held.text
    assert "not proven, and with how few" in held.text
