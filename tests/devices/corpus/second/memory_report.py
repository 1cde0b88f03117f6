import torch
print(torch.cuda.get_device_name(0))
props = torch.cuda.get_device_properties("cuda")
print(f"{props.total_memory / 1024**3:.1f} GB, {props.multi_processor_count} SMs, cc {props.major}.{props.minor}")
x = torch.empty(1024, 1024, device="cuda")
print(f"allocated {torch.cuda.memory_allocated() / 2**20:.1f} MiB, reserved {torch.cuda.memory_reserved(0) / 2**20:.1f}")
del x
torch.cuda.empty_cache()
torch.cuda.reset_peak_memory_stats(device=0)
torch.cuda.ipc_collect()
free, total = torch.cuda.mem_get_info()
print(free <= total, torch.cuda.max_memory_reserved() >= 0)
torch.cuda.set_per_process_memory_fraction(0.5, 0)
