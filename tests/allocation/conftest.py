"""What the benchmarks measure is what these tests prove: both take their parks from one place."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
