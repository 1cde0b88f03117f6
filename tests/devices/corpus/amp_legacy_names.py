import warnings
import torch
warnings.simplefilter("ignore")
scaler = torch.cuda.amp.GradScaler()
net = torch.nn.Linear(2, 2).cuda()
opt = torch.optim.SGD(net.parameters(), lr=0.1)
with torch.cuda.amp.autocast():
    out = net(torch.ones(2, 2, device="cuda"))
    loss = out.sum()
scaler.scale(loss).backward(); scaler.step(opt); scaler.update()
assert out.dtype == torch.float16
