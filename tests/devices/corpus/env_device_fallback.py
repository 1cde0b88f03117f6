import torch
device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.ones(2, 2, device=device)
print(f"running on {device}")
