import json
import struct

import torch

TYPES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}


def save_file(tensors, filename, metadata=None):
    """Refuses what the real one does: tensors that are not contiguous or share memory, metadata that are not texts."""
    if not all(isinstance(text, str) for item in (metadata or {}).items() for text in item):
        raise TypeError("metadata must be a dictionary of str to str")
    header, parts, end, places = {"__metadata__": metadata or {}}, [], 0, set()
    for name, tensor in tensors.items():
        if not tensor.is_contiguous():
            raise ValueError(f"You are trying to save a non contiguous tensor: `{name}`")
        place = tensor.storage().data_ptr()
        if place in places:
            raise RuntimeError(f"Some tensors share memory: {name}")
        places.add(place)
        part = tensor.view(torch.int16 if tensor.element_size() == 2 else torch.int32).numpy().tobytes()
        header[name] = {
            "dtype": TYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [end, end + len(part)],
        }
        parts.append(part)
        end += len(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(filename, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))
