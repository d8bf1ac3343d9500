"""What a client must know of the protobuf messages."""

CLIENT_CONFIGURE_SESSION = 1
SERVER_CONFIRM_SESSION = 2
CLIENT_AUDIO_INPUT = 3
SERVER_ERROR = 4
SERVER_RESPONSE_ANIMATION = 5

# The longest that a client takes.
MAX_MESSAGE = 1024 * 1024


def configure_session() -> bytes:
    return _message(CLIENT_CONFIGURE_SESSION, 2, b"")


def audio_input(audio: bytes) -> bytes:
    return _message(CLIENT_AUDIO_INPUT, 4, audio)


def kind(frame: bytes) -> int | None:
    """The type of a message, or None where it does not decode."""
    try:
        return _fields(frame).get(1, 0)
    except ValueError:
        return None


def connection_id(frame: bytes) -> str:
    """The connection ID, empty where the frame is no good confirm-session."""
    try:
        message = _fields(frame)
        if message.get(1) != SERVER_CONFIRM_SESSION:
            return ""
        return _fields(message.get(3, b"")).get(1, b"").decode()
    except (ValueError, AttributeError):
        return ""


def _message(kind: int, field: int, payload: bytes) -> bytes:
    return bytes([8, kind, field << 3 | 2]) + _varint(len(payload)) + payload


def _varint(number: int) -> bytes:
    low = bytearray()
    while number > 0x7F:
        low.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(low) + bytes([number])


def _fields(data: bytes) -> dict:
    fields = {}
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        field, wire = key >> 3, key & 7
        if wire == 0:
            fields[field], at = _read_varint(data, at)
            continue
        if wire == 2:
            length, at = _read_varint(data, at)
        else:
            length = {1: 8, 5: 4}.get(wire, len(data))
        if not field or at + length > len(data):
            raise ValueError("a field is broken")
        fields[field], at = data[at : at + length], at + length
    return fields


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 70, 7):
        if at == len(data):
            break
        number |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return number, at
    raise ValueError("a varint is broken")
