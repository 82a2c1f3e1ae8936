import os
import signal
import threading
import time

import pytest

from dimensions.shutdown import STOP_SIGNALS, StopRequest, stopped_by_signals


def test_nobody_asked():
    assert not StopRequest().wait(0)


def test_a_request_stays():
    request = StopRequest()
    request.set()

    assert request.is_set()
    assert request.wait(0)
    assert request.wait(0)


@pytest.mark.parametrize("number", STOP_SIGNALS)
def test_a_signal_ends_the_sleep(number: signal.Signals):
    request = StopRequest()
    timer = threading.Timer(0.05, os.kill, (os.getpid(), number))
    began = time.monotonic()
    with stopped_by_signals(request):
        timer.start()
        assert request.wait(30)

    assert time.monotonic() - began < 10


def test_many_signals_at_once_do_not_block():
    request = StopRequest()
    with stopped_by_signals(request):
        for _ in range(200):
            os.kill(os.getpid(), signal.SIGTERM)
            request.is_set()
            request.wait(0)

    assert request.is_set()
