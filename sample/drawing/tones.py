"""A few seconds of synthesised sound: each seed has its own melody."""

import array
import io
import math
import random
import wave

RATE = 11_025
NOTES = (220.0, 261.6, 293.7, 329.6, 392.0, 440.0, 523.3)


def tones(seed: str, notes: int = 10, seconds: float = 0.5) -> bytes:
    """Return a melody as WAV, 16 bit mono."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    samples = array.array("h")
    for _ in range(notes):
        samples.extend(_note(chance.choice(NOTES), seconds))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def _note(pitch: float, seconds: float) -> list[int]:
    count = round(RATE * seconds)
    return [round(9000 * math.sin(math.tau * pitch * i / RATE) * math.exp(-3 * i / count)) for i in range(count)]
