"""The rules of this room: what a run can be found to be, one line each."""

RULES = {
    "VRX001": "a block failed",
    "VRX002": "a block ran longer than it may",
    "VRX003": "a block ended its process",
    "VRX004": "a package is missing",
    "VRX005": "a block that is expected to be wrong is right",
    "VRX006": "none of the tagged blocks ran",
    "VRX007": "a block did not run because of another note",
    "VRX008": "a block was verified without its device",
    "VRX009": "a block could not be followed to its end without its device",
    "VRX011": "an output was made on a device that isn't here, and is kept",
    "VRS101": "a stated shape is wrong",
    "VRS102": "a stated shape is doubted",
    "VRS103": "a shape that is expected to be wrong is right",
    "VRE101": "an equation is wrong, or code contradicts the one that it implements",
    "VRE102": "an equation is doubted",
    "VRE103": "an equation that is expected to be wrong is right",
    "VRE104": "recurrences need each other at the same step",
    "VRO101": "an expected output is wrong",
    "VRO102": "an expected output is doubted",
    "VRO103": "an output that is expected to be wrong is right",
}
