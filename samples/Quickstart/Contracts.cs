using TypedWs;

namespace Quickstart;

[Protocol("chat")]
public sealed partial class ChatProtocol;

/// <summary>Enters the room under a name, and gets who is there.</summary>
[FromClient<ChatProtocol>]
public sealed record Join(string User) : IReturns<Joined>;

public sealed record Joined(IReadOnlyList<string> Members);

/// <summary>Says a line to everybody.</summary>
[FromClient<ChatProtocol>]
public sealed record Say(string Text);

/// <summary>A line that somebody said.</summary>
[FromServer<ChatProtocol>]
public sealed record Said(string User, string Text, DateTimeOffset At);

/// <summary>The server asks, too.</summary>
[FromServer<ChatProtocol>]
public sealed record AreYouThere : IReturns<Presence>;

public sealed record Presence(bool Away, string? Note = null);
