"""From torch to a small file: weights as eight-bit numbers with one scale per column."""

import numpy as np

#: What only teaching needs, and what is written in another form.
LEFT_BEHIND = ("tags", "roles", "illegal", "unstartable", "moves", "starts")


def export(network, words, path):
    """Write a network's weights and its words as the tagger reads them."""
    arrays = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8)}
    moves, starts = network.transitions()
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    for name, value in state.items():
        if name.startswith(LEFT_BEHIND):
            continue
        if value.ndim >= 2 and value.size > 256:
            flat = value.reshape(value.shape[0], -1).astype(np.float32)
            scale = np.abs(flat).max(1, keepdims=True) / 127 + 1e-12
            arrays[name] = np.round(flat / scale).astype(np.int8).reshape(value.shape)
            arrays[name + ".scale"] = scale[:, 0].astype(np.float16)
        else:
            arrays[name] = value.astype(np.float32)
    arrays["moves"] = moves.detach().numpy().astype(np.float32)
    arrays["starts"] = starts.detach().numpy().astype(np.float32)
    # Such numbers do not get smaller by packing, and every start would unpack them.
    np.savez(path, **arrays)
