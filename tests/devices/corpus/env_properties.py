import torch
props = torch.cuda.get_device_properties(0)
print(props.name, props.total_memory // 2**20, props.multi_processor_count)
major, minor = torch.cuda.get_device_capability()
assert major >= 3
t = torch.zeros(2).cuda()
