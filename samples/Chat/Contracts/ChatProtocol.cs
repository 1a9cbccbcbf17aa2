using TypedWs;

namespace Chat.Contracts;

/// <summary>A chat with rooms. The messages that name it are its own.</summary>
[Protocol("chat", Version = 1)]
public sealed partial class ChatProtocol;
