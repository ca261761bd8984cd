"""The settings that one topic alone needs: report/topics/NAME.yaml, read as strictly as config.yaml."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from analysis.core import paths
from analysis.settings import mistakes, strict_yaml
from analysis.settings.models import Model

Settings = TypeVar("Settings", bound=Model)


def read(topic: str, model: type[Settings], **context: Any) -> Settings:
    """The settings of a topic; those of an empty file where there is none.

    Parameters
    ----------
    context
        What the checks of the model have to know beside the file.

    Raises
    ------
    FactCheckError
        The file cannot be read, is not YAML, or does not fit the model; the message names the line and the key.
    """
    file = paths.REPORT / "topics" / f"{topic}.yaml"
    if not file.is_file():
        return model.model_validate({}, context=context)
    node, data = strict_yaml.read(file)
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        raise mistakes.told(error, node, f"report/topics/{file.name}", data) from None
