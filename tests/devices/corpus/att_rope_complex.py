import torch
x = torch.randn(2, 3, 8, device="cuda")
xc = torch.view_as_complex(x.reshape(2, 3, 4, 2))
phase = torch.polar(torch.ones(3, 4, device="cuda"), torch.rand(3, 4, device="cuda"))
y = torch.view_as_real(xc * phase).flatten(2)
