using Chat.Contracts;

namespace Chat.Server;

/// <summary>Somebody in a room.</summary>
internal sealed record Member(string User, ChatSession Session);
