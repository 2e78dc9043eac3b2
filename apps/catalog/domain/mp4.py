"""The little we read of MP4 boxes ourselves."""


class NoVideoConfiguration(ValueError):
    """The initialisation segment holds no H.264 configuration."""


def h264_codecs(init: bytes) -> str:
    """The CODECS value (RFC 6381) of an initialisation segment, from its ``avcC`` box."""
    at = init.find(b"avcC")
    configuration = init[at + 4 : at + 8]
    if at < 0 or len(configuration) < 4 or configuration[0] != 1:
        raise NoVideoConfiguration
    return f"avc1.{configuration[1:4].hex()}"
