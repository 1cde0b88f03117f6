import torch
bn = torch.nn.BatchNorm1d(5).cuda()
for _ in range(3):
    bn(torch.randn(8, 5, device="cuda") + 2)
bn.eval()
y = bn(torch.zeros(4, 5, device="cuda"))
assert bn.num_batches_tracked.item() == 3
