"""The frames of the service as protobuf messages, without a generated module."""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_FIELD = descriptor_pb2.FieldDescriptorProto

_file = descriptor_pb2.FileDescriptorProto(name="avatar.proto", package="avatar", syntax="proto3")
_error = _file.message_type.add(name="ServerError")
for _number, _name, _type in (
    (1, "connection_id", _FIELD.TYPE_STRING),
    (2, "req_id", _FIELD.TYPE_STRING),
    (3, "code", _FIELD.TYPE_INT32),
    (4, "message", _FIELD.TYPE_STRING),
):
    _error.field.add(name=_name, number=_number, type=_type, label=_FIELD.LABEL_OPTIONAL)
_message = _file.message_type.add(name="Message")
_message.field.add(name="type", number=1, type=_FIELD.TYPE_INT32, label=_FIELD.LABEL_OPTIONAL)
_message.field.add(
    name="server_error",
    number=5,
    type=_FIELD.TYPE_MESSAGE,
    type_name=".avatar.ServerError",
    label=_FIELD.LABEL_OPTIONAL,
)

_pool = descriptor_pool.DescriptorPool()
_pool.Add(_file)
Message: Any = message_factory.GetMessageClass(_pool.FindMessageTypeByName("avatar.Message"))
