using System;
using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>A member that a message generates.</summary>
/// <param name="Prefix">The protocol's prefix.</param>
/// <param name="Role">What the class that gets it is called after the prefix: <c>Client</c> of <c>ChatClient</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record GeneratedMember(string Prefix, string Role, string Name)
{
    private static readonly string[] Connection =
        ["ConnectAsync", "ReconnectAsync", "CloseAsync", "AbortAsync", "FlushAsync", "DisposeAsync", "SendAsync", "RequestAsync"];

    private static readonly Dictionary<string, string[]> Taken = new()
    {
        ["Client"] = [.. Connection, "PingAsync"],
        ["Session"] = Connection,
        ["Audience"] = Connection,
        ["ServerHandler"] = ["OnConnectedAsync", "OnDisconnectedAsync"],
        ["ClientHandler"] = [],
        ["Methods"] = ["Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize"],
    };

    /// <summary>The class or interface that gets it.</summary>
    public string Owner => Role.EndsWith("Handler", StringComparison.Ordinal) ? $"I{Prefix}{Role}" : Prefix + Role;

    /// <summary>Whether the owner has a member of that name anyway, or is itself called so.</summary>
    public bool IsTaken => Taken[Role].Contains(Name) || Name == Owner;

    public static IEnumerable<GeneratedMember> Of(MessageModel message)
    {
        string prefix = message.ProtocolPrefix;
        string send = message.Kind == MessageKind.OneWay ? $"Send{message.Name}Async" : $"{message.Name}Async";
        yield return new GeneratedMember(prefix, "Methods", message.Name);
        if (message.Sender == MessageSender.Client)
        {
            yield return new GeneratedMember(prefix, "Client", send);
            yield return new GeneratedMember(prefix, "ServerHandler", $"On{message.Name}Async");
            yield break;
        }

        yield return new GeneratedMember(prefix, "Session", send);
        yield return new GeneratedMember(prefix, "Client", $"On{message.Name}");
        yield return new GeneratedMember(prefix, "Client", $"{message.Name}Handlers");
        yield return new GeneratedMember(prefix, "ClientHandler", $"On{message.Name}Async");
        if (message.Kind == MessageKind.OneWay)
        {
            yield return new GeneratedMember(prefix, "Audience", send);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}.{Name}";
}
