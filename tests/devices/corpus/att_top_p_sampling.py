import torch
logits = torch.randn(3, 40, device="cuda")
probs, order = logits.softmax(-1).sort(descending=True, dim=-1)
drop = probs.cumsum(-1) - probs > 0.9
probs = probs.masked_fill(drop, 0.0)
choice = order.gather(1, torch.multinomial(probs / probs.sum(-1, keepdim=True), 1))
