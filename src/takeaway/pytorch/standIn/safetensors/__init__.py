"""For tests: a stand-in for safetensors, as much as the recorder uses."""
