"""What one topic alone needs to be told: report/topics/<topic>.yaml, read as strictly as config.yaml."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings import strict_yaml
from analysis.settings.models import Model

Settings = TypeVar("Settings", bound=Model)


def read(topic: str, model: type[Settings]) -> Settings:
    """The settings of a topic; without a file, the defaults of `model`.

    Raises
    ------
    FactCheckError
        The file is not YAML, or does not fit the model; the message names the line and the key.
    """
    path = paths.REPORT / "topics" / f"{topic}.yaml"
    if not path.exists():
        return model()
    node, data = strict_yaml.read(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = [str(key) for key in first["loc"]]
        known = ", ".join(field.alias or name for name, field in model.model_fields.items())
        raise FactCheckError(
            f"{'.'.join(keys)}: {first['msg']}",
            where=f"report/topics/{path.name}:{strict_yaml.line_of(node, keys)}",
            mend=f"mend what stands there; the keys of the file are {known}",
        ) from None
