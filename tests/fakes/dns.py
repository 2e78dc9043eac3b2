"""A name server on a real UDP socket, so that the real client is tested to the last byte."""

import socket
import threading
from types import TracebackType

import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset


class NameServer:
    """Answers TXT questions from ``records``; ``mood`` may be ok, silent or failing."""

    def __init__(self) -> None:
        self.records: dict[str, list[str]] = {}
        self.mood = "ok"
        self.questions: list[str] = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        return "{}:{}".format(*self.socket.getsockname())

    def __enter__(self) -> "NameServer":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.socket.sendto(b"", self.socket.getsockname())
        self.thread.join(5)
        self.socket.close()

    def _serve(self) -> None:
        while True:
            packet, client = self.socket.recvfrom(4096)
            if not packet:
                return
            query = dns.message.from_wire(packet)
            self.questions.append(query.question[0].name.to_text(omit_final_dot=True))
            if self.mood != "silent":
                self.socket.sendto(self._answer(query).to_wire(), client)

    def _answer(self, query: dns.message.Message) -> dns.message.Message:
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        name = query.question[0].name.to_text(omit_final_dot=True).lower()
        if self.mood == "failing":
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif name not in self.records:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif self.records[name]:
            answer.answer.append(self._texts(query, self.records[name]))
        return answer

    @staticmethod
    def _texts(query: dns.message.Message, texts: list[str]) -> dns.rrset.RRset:
        quoted = ['"{}"'.format(text.replace('"', "")) for text in texts]
        name = query.question[0].name
        return dns.rrset.from_text_list(name, 60, dns.rdataclass.IN, dns.rdatatype.TXT, quoted)
