"""A mail server for tests (RFC 5321): it refuses or accepts mail, and keeps it."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Thread


@dataclass
class Catcher:
    """The mails that the server received, and whether it refuses more."""

    port: int = 0
    is_refusing: bool = False
    connections: int = 0
    recipients: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    """An SMTP connection."""

    catcher: Catcher

    def handle(self) -> None:
        """Answer until the client quits."""
        self.catcher.connections += 1
        self.say("421 not now" if self.catcher.is_refusing else "220 here")
        while (line := self.rfile.readline().decode().strip()) and not self.catcher.is_refusing:
            verb = line.split(":")[0].split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                self.catcher.messages.append(message_from_bytes(b"".join(iter(self.rfile.readline, b".\r\n"))))
            elif verb == "RCPT":
                self.catcher.recipients.append(line.partition("<")[2].partition(">")[0])
            self.say("221 bye" if verb == "QUIT" else "250 fine")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def catching() -> Iterator[Catcher]:
    """Run the server on a free port of this machine."""
    catcher = Catcher()
    handler = type("Caught", (Conversation,), {"catcher": catcher})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        catcher.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield catcher
        finally:
            server.shutdown()
            thread.join()
