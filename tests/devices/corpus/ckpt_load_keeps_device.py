import io
import torch
buf = io.BytesIO()
torch.save(torch.ones(2, 2, device="cuda"), buf)
buf.seek(0)
t = torch.load(buf)
assert t.is_cuda
