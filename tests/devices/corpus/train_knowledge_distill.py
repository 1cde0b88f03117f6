import torch
import torch.nn.functional as F
from torch import nn
teacher, student = nn.Linear(9, 7).cuda().eval(), nn.Linear(9, 7).cuda()
x = torch.randn(5, 9).cuda()
with torch.no_grad():
    target = F.softmax(teacher(x) / 2.0, dim=-1)
student_out = student(x)
loss = F.kl_div(F.log_softmax(student_out / 2.0, dim=-1), target, reduction="batchmean") * 4
loss.backward()
assert student.weight.grad.shape == (7, 9)
