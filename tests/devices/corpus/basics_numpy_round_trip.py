import numpy as np
import torch
points = np.random.default_rng(0).normal(size=(10, 2)).astype("float32")
on_gpu = torch.from_numpy(points).to("cuda")
on_gpu = on_gpu - on_gpu.mean(dim=0)
back = on_gpu.cpu().numpy()
assert np.abs(back.mean(axis=0)).max() < 1e-5
