namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>How an attack ends, as its client sees it.</summary>
public sealed record AttackEnd(string What)
{
    /// <summary>The connection ended without a close frame.</summary>
    public static AttackEnd Cut { get; } = new("cut");

    /// <summary>Nothing was wrong with it: the conversation goes on.</summary>
    public static AttackEnd Outlived { get; } = new("outlived");

    /// <summary>The client went away by itself.</summary>
    public static AttackEnd Left { get; } = new("left");

    /// <summary>The handshake was answered with a status that is no acceptance.</summary>
    public static AttackEnd Refused(int status) => new($"refused with {status}");

    /// <summary>The server closed with a code.</summary>
    public static AttackEnd Closed(int code) => new($"closed with {code}");

    /// <summary>The message was answered with an error, and the conversation goes on.</summary>
    public static AttackEnd Answered(int code) => new($"answered with {code}");

    public override string ToString() => What;
}
