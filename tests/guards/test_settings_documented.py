import re
from pathlib import Path

from quizapp.config import Settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_and_every_documented_setting_exists():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE))
    assert documented == {str(field.validation_alias) for field in Settings.model_fields.values()}
