"""One file per measure; each yields parts for the model and builds for the plan."""

from collectief.measure.aquifer_store import AquiferStore
from collectief.measure.battery import Battery
from collectief.measure.build import PARK, Build
from collectief.measure.capacity_limitation import CapacityLimitation
from collectief.measure.carport import Carport
from collectief.measure.charging_hub import ChargingHub
from collectief.measure.cold_shift import ColdShift
from collectief.measure.direct_line import DirectLine
from collectief.measure.efficiency import Efficiency
from collectief.measure.ground_heat_pump import GroundHeatPump
from collectief.measure.group_contract import GroupContract
from collectief.measure.heat_network import HeatNetwork
from collectief.measure.heat_pump import HeatPump
from collectief.measure.heat_recovery import HeatRecovery
from collectief.measure.heat_tank import HeatTank
from collectief.measure.let_roof import LetRoof
from collectief.measure.measure import Card, Measure, card
from collectief.measure.process_heat import ProcessHeat
from collectief.measure.setting import Rates, Setting, Use
from collectief.measure.shared_mobility import SharedMobility
from collectief.measure.solar import Solar
from collectief.measure.transport_right import TransportRightBeside
from collectief.measure.wind import Wind

MEASURES: tuple[Measure, ...] = (
    Efficiency(),
    Solar(),
    Carport(),
    Battery(),
    ColdShift(),
    HeatPump(),
    GroundHeatPump(),
    AquiferStore(),
    HeatTank(),
    HeatRecovery(),
    ProcessHeat(),
    HeatNetwork(),
    Wind(),
    DirectLine(),
    LetRoof(),
    ChargingHub(),
    SharedMobility(),
    GroupContract(),
    CapacityLimitation(),
    TransportRightBeside(),
)
"""All measures, in the order in which a reader meets them."""

__all__ = [
    "MEASURES",
    "PARK",
    "AquiferStore",
    "Battery",
    "Build",
    "CapacityLimitation",
    "Card",
    "Carport",
    "ChargingHub",
    "ColdShift",
    "DirectLine",
    "Efficiency",
    "GroundHeatPump",
    "GroupContract",
    "HeatNetwork",
    "HeatPump",
    "HeatRecovery",
    "HeatTank",
    "LetRoof",
    "Measure",
    "ProcessHeat",
    "Rates",
    "Setting",
    "SharedMobility",
    "Solar",
    "TransportRightBeside",
    "Use",
    "Wind",
    "card",
]
