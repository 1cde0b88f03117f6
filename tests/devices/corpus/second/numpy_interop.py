import numpy as np
import torch
a = np.arange(6, dtype=np.float32).reshape(2, 3)
t = torch.from_numpy(a).to("cuda")
t2 = torch.as_tensor(a, device="cuda")
back = (t + t2).cpu().numpy()
assert isinstance(back, np.ndarray) and back[1, 2] == 10
lst = t.tolist()
s = torch.tensor(np.float64(2.5), device="cuda")
assert (t * np.float32(2)).is_cuda and s.dtype == torch.float64
