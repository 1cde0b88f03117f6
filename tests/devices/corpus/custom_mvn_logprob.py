import torch
mvn = torch.distributions.MultivariateNormal(torch.zeros(3, device="cuda"), torch.eye(3, device="cuda"))
lp = mvn.log_prob(torch.zeros(4, 3, device="cuda"))
