namespace TypedWs.Testing;

/// <summary>
/// Asks for doubles of a protocol's handlers and sessions, for unit tests: <c>[assembly: RecordingDoubles&lt;ChatProtocol&gt;]</c> generates
/// <c>RecordingChatClientHandler</c>, <c>RecordingChatServerHandler</c> and <c>RecordingChatSessions</c>, internal, in the protocol's namespace. May be repeated.
/// </summary>
/// <typeparam name="TProtocol">A class marked <see cref="ProtocolAttribute"/>, of another assembly.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RecordingDoublesAttribute<TProtocol> : Attribute;
