"""What a file is, by its first bytes: the containers a film may come in."""

MATROSKA = b"\x1a\x45\xdf\xa3"
FLASH = b"FLV\x01"
PROGRAM_STREAM = b"\x00\x00\x01\xba"
TS_SYNC, TS_PACKET = 0x47, 188
# Some cameras put four bytes of time before each packet.
TS_STARTS = (0, 4)
MP4_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
HEAD_BYTES = 4096


def looks_like_film(head: bytes) -> bool:
    """False for what cannot be one: playlists, scripts, pictures, archives, text."""
    if head[4:8] in MP4_BOXES or head.startswith((MATROSKA, FLASH, PROGRAM_STREAM)):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return True
    return any(_is_transport_stream(head, start) for start in TS_STARTS)


def _is_transport_stream(head: bytes, start: int) -> bool:
    packets = head[start :: TS_PACKET + start]
    return len(packets) > 1 and all(byte == TS_SYNC for byte in packets[:4])
