import torch
import torch.nn.functional as F
logits = torch.randn(2, 9, 50, device="cuda")
ids = torch.randint(0, 50, (2, 9), device="cuda")
nll = F.cross_entropy(logits[:, :-1].reshape(-1, 50), ids[:, 1:].reshape(-1))
ppl = nll.exp()
print(f"perplexity {ppl.item():.1f}")
