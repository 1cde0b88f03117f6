import torch
import torch.nn.functional as F
net = torch.nn.Linear(3, 4).cuda().eval()
data, target = torch.rand(2, 3), torch.tensor([0, 3])
data, target = data.cuda(), target.cuda()
data.requires_grad = True
loss = F.nll_loss(F.log_softmax(net(data), 1), target)
net.zero_grad()
loss.backward()
adv = torch.clamp(data + 0.1 * data.grad.data.sign(), 0, 1)
print(adv.squeeze().detach().cpu().numpy().shape)
