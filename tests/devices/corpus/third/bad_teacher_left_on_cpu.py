import copy
import torch
from torch import nn

student = nn.Linear(4, 2)
teacher = copy.deepcopy(student)
student.to("cuda")
with torch.no_grad():
    for t, s in zip(teacher.parameters(), student.parameters()):
        t.mul_(0.99).add_(s, alpha=0.01)
