"""The stage: timed pictures, answers stamped by the device, and nothing else in the way."""
