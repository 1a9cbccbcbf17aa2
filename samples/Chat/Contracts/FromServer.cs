using TypedWs;

namespace Chat.Contracts;

/// <summary>A line that somebody said in a room.</summary>
[FromServer<ChatProtocol>]
public sealed record Said(string Room, string User, string Text, DateTimeOffset At);

/// <summary>Somebody entered or left a room.</summary>
[FromServer<ChatProtocol>]
public sealed record MembersChanged(string Room, IReadOnlyList<string> Members);

/// <summary>The server asks whether somebody sits in front of the client.</summary>
[FromServer<ChatProtocol>(TimeoutMilliseconds = 5000)]
public sealed record AreYouThere : IReturns<Presence>;

/// <summary>Whether somebody does.</summary>
public sealed record Presence(bool Away, string? Note = null);
