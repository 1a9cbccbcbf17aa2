using TypedWs;

namespace Chat.Contracts;

/// <summary>Enters a room, and gets who is there. Under which name, the login says.</summary>
[FromClient<ChatProtocol>]
public sealed record Join(string Room) : IReturns<Joined>;

/// <summary>The members of a room, the new one among them.</summary>
public sealed record Joined(IReadOnlyList<string> Members);

/// <summary>Leaves a room; done when it is acknowledged.</summary>
[FromClient<ChatProtocol>]
public sealed record Leave(string Room) : IReturns;

/// <summary>Says a line to everybody in a room.</summary>
[FromClient<ChatProtocol>]
public sealed record Say(string Room, string Text);

/// <summary>The last lines that were said in a room, the oldest first.</summary>
[FromClient<ChatProtocol>]
public sealed record History(string Room, int Last = 50) : IStreams<Said>;

/// <summary>Asks everybody in a room whether they are there, the asker included.</summary>
[FromClient<ChatProtocol>]
public sealed record RollCall(string Room) : IReturns<RollCalled>;

/// <summary>Who answered, and what.</summary>
public sealed record RollCalled(IReadOnlyList<Attendance> Members);

/// <summary>One member's answer; without a presence where none came in time.</summary>
public sealed record Attendance(string User, Presence? Presence = null);

/// <summary>Forgets the lines of a room.</summary>
[FromClient<ChatProtocol>]
[RequirePolicy("Moderators")]
public sealed record Clear(string Room) : IReturns;
