"""Proeftuin Mini (everything by hand), its variants with an empty core and shared cars, and one with a heat network."""

from dataclasses import replace

from parks.squares import Square, SquarePark

SMALL = Square(
    id="klein",
    name="Het Kleine Kantoor",
    sector="office",
    category="KV_3x63A",
    blocks=((0, 24, 10),),
    contract_kw=None,
    physical_kva=None,
    gas_m3=3_650,
)
DAY = Square(
    id="dag",
    name="Dagwerk",
    sector="metalworking",
    category="MS",
    blocks=((0, 8, 40), (8, 20, 200), (20, 24, 40)),
    contract_kw=250,
    physical_kva=400,
    gas_m3=36_500,
)
NIGHT = Square(
    id="nacht",
    name="Nachtwerk",
    sector="industrial_bakery",
    category="MS",
    blocks=((0, 8, 160), (8, 20, 20), (20, 24, 160)),
    contract_kw=200,
    physical_kva=400,
    gas_m3=18_250,
)
FLAT = Square(
    id="vlak",
    name="Altijd Aan",
    sector="cold_store",
    category="MSLS",
    blocks=((0, 24, 100),),
    contract_kw=120,
    physical_kva=160,
    gas_m3=0,
    wish=(60, 2027, 12_000),
)
COLD = Square(
    id="koud",
    name="Nachtkoude",
    sector="cold_store",
    category="HSTS_MS",
    blocks=((0, 6, 1600), (6, 22, 800), (22, 24, 1600)),
    contract_kw=1600,
    physical_kva=2000,
    gas_m3=0,
)
EARLY = Square(
    id="vroeg",
    name="Vroege Ploeg",
    sector="metalworking",
    category="MS",
    blocks=((6, 14, 800), (14, 22, 400)),
    contract_kw=800,
    physical_kva=1000,
    gas_m3=36_500,
)
LATE = Square(
    id="laat",
    name="Late Ploeg",
    sector="metalworking",
    category="MS",
    blocks=((6, 14, 400), (14, 22, 800)),
    contract_kw=800,
    physical_kva=1000,
    gas_m3=36_500,
)
SMELTER = Square(
    id="smelt",
    name="Smelterij",
    sector="metalworking",
    category="MS",
    blocks=((0, 24, 300),),
    contract_kw=350,
    physical_kva=630,
    gas_m3=0,
    residual=(1500, 90),
)
TIMBER = Square(
    id="hout",
    name="Houtfabriek",
    sector="joinery",
    category="MS",
    blocks=((0, 24, 60),),
    contract_kw=100,
    physical_kva=160,
    gas_m3=150_000,
)
GARAGE = Square(
    id="auto",
    name="Autohal",
    sector="garage",
    category="MS",
    blocks=((0, 6, 20), (6, 22, 80), (22, 24, 20)),
    contract_kw=110,
    physical_kva=160,
    gas_m3=120_000,
)

MINI = SquarePark(
    id="proeftuin-mini",
    name="Proeftuin Mini",
    companies=(DAY, NIGHT, FLAT, SMALL),
    capacity_kw=1_000,
    others_peak_kw=650,
    queue_kw=400,
    requests=3,
    x_m=160_000,
    y_m=470_000,
    group_fixed_eur=1_200,
    group_member_eur=120,
)
EMPTY = SquarePark(
    id="proeftuin-lege-kern",
    name="Proeftuin Lege Kern",
    companies=(COLD, EARLY, LATE, SMALL),
    capacity_kw=10_000,
    others_peak_kw=7_500,
    queue_kw=400,
    requests=3,
    x_m=161_000,
    y_m=470_000,
    group_fixed_eur=1_200,
    group_member_eur=120,
)
HEAT = SquarePark(
    id="proeftuin-warmte",
    name="Proeftuin Warmte",
    companies=(SMELTER, TIMBER, GARAGE, SMALL),
    capacity_kw=10_000,
    others_peak_kw=7_500,
    queue_kw=400,
    requests=3,
    x_m=162_000,
    y_m=470_000,
    group_fixed_eur=1_200,
    group_member_eur=120,
)
SHARING = replace(
    MINI,
    id="proeftuin-delen",
    name="Proeftuin Delen",
    companies=(
        replace(DAY, cars=(3, 500, 25_000)),
        replace(NIGHT, cars=(1, 120, 6_000)),
        replace(FLAT, cars=(1, 160, 9_000)),
        replace(SMALL, cars=(2, 420, 18_000)),
    ),
    x_m=163_000,
)
