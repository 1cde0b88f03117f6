import torch
model = torch.nn.TransformerEncoderLayer(16, 2, 32, batch_first=True).to("cuda")
opt = torch.optim.AdamW(model.parameters(), lr=3e-4, weight_decay=0.1)
accum = 4
for i in range(8):
    x = torch.randn(2, 5, 16, device="cuda")
    with torch.amp.autocast("cuda", dtype=torch.bfloat16):
        loss = model(x).square().mean() / accum
    loss.backward()
    if (i + 1) % accum == 0:
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        opt.zero_grad()
