import io
import torch
buf = io.BytesIO()
torch.save({"t": torch.arange(3, device="cuda"), "step": 7}, buf)
buf.seek(0)
saved = torch.load(buf, map_location="cpu")
t = saved["t"]
assert t.device.type == "cpu" and saved["step"] == 7
