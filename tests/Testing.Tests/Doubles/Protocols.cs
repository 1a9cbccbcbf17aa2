using Chat.Contracts;
using TypedWs.Testing;

[assembly: RecordingDoubles<ChatProtocol>]
