import torch
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(5, 2)
    @torch.autocast("cuda", dtype=torch.bfloat16)
    def forward(self, x):
        return self.fc(x)
net = Net().cuda()
out = net(torch.randn(3, 5).cuda())
assert out.dtype == torch.bfloat16
