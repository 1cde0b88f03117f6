import torch
logp = torch.randn(12, 2, 6, device="cuda", requires_grad=True).log_softmax(2)
targets = torch.randint(1, 6, (2, 4), device="cuda")
loss = torch.nn.CTCLoss()(logp, targets, torch.tensor([12, 12]), torch.tensor([4, 3]))
loss.backward()
