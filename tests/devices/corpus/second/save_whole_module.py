import io
import torch
net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)).cuda()
buffer = io.BytesIO()
torch.save(net, buffer)
buffer.seek(0)
again = torch.load(buffer, weights_only=False)
assert next(again.parameters()).is_cuda
print([k for k, _ in again.named_buffers()])
