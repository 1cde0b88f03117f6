import torch
X = torch.randn(50, 3, device="cuda")
t = (X @ torch.tensor([1.0, -1.0, 2.0], device="cuda") > 0).float()
w = torch.zeros(3, device="cuda", requires_grad=True)
for _ in range(25):
    loss = torch.nn.functional.binary_cross_entropy_with_logits(X @ w, t)
    loss.backward()
    with torch.no_grad():
        w -= 0.5 * w.grad
        w.grad.zero_()
print("accuracy", ((X @ w > 0).float() == t).float().mean().item())
