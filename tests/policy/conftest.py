"""What the policy tests share: the shipped data, a copy that may be spoilt, and the overlays."""

import shutil
from pathlib import Path

import pytest

from app.policies import Policies, default_folder, load

OVERLAYS = Path(__file__).parent / "overlays"


@pytest.fixture(scope="session")
def shipped() -> Policies:
    return load(default_folder())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "policy"))


@pytest.fixture(scope="session")
def hunan_2027() -> Path:
    return OVERLAYS / "hunan-2027"


@pytest.fixture(scope="session")
def hunan_2036() -> Path:
    return OVERLAYS / "hunan-2036"
