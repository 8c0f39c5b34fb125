/** A JSON string of ASCII characters alone is a Python string literal of the same text. */
export function pythonString(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A Python function that reads a float32 safetensors file; it needs `json`, `struct` and `torch`. */
export const LOAD_SAFETENSORS = `def load(path):
    """A safetensors file: the header's length in 8 bytes, a JSON header, float32 numbers."""
    with open(path, "rb") as file:
        raw = bytearray(file.read())
    (header_bytes,) = struct.unpack_from("<Q", raw)
    start = 8 + header_bytes
    header = json.loads(raw[8:start])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        first, end = entry["data_offsets"]
        flat = torch.frombuffer(raw, dtype=torch.float32, count=(end - first) // 4, offset=start + first)
        tensors[name] = flat.reshape(entry["shape"]).double()
    return tensors, metadata`;
