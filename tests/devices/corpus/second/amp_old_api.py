import warnings
warnings.simplefilter("ignore")
import torch
from torch.cuda.amp import GradScaler, autocast
model = torch.nn.Linear(3, 2).cuda()
optimizer = torch.optim.Adam(model.parameters())
scaler = GradScaler()
for _ in range(2):
    optimizer.zero_grad(set_to_none=True)
    with autocast():
        y = model(torch.randn(4, 3, device="cuda"))
        loss = y.float().pow(2).mean()
    scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
print(scaler.get_scale() > 0)
