"""JSON Schema of the public records, generated from the models: ``python -m schemas.json_schema``."""

import json
from pathlib import Path

from pydantic import BaseModel

from schemas.answer import TailoredAnswer
from schemas.profile import Profile

FOLDER = Path(__file__).parent.parent / "docs" / "schema"
PUBLIC: dict[str, type[BaseModel]] = {"profile.schema.json": Profile, "answer.schema.json": TailoredAnswer}


def schema_text(model: type[BaseModel]) -> str:
    """The schema of what the model writes, as it is checked in."""
    return json.dumps(model.model_json_schema(mode="serialization"), indent=2, sort_keys=True) + "\n"


def write_schemas() -> None:
    """Write every public schema below ``docs/schema``."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, model in PUBLIC.items():
        (FOLDER / name).write_text(schema_text(model), "utf-8")


if __name__ == "__main__":
    write_schemas()
