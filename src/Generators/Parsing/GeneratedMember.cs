using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Parsing;

/// <summary>A member that a message generates.</summary>
/// <param name="Owner">The class that gets it, after the prefix: <c>Client</c> of <c>ChatClient</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record GeneratedMember(string Owner, string Name)
{
    private static readonly string[] Connection =
        ["ConnectAsync", "ReconnectAsync", "CloseAsync", "AbortAsync", "FlushAsync", "DisposeAsync", "SendAsync", "RequestAsync"];

    private static readonly Dictionary<string, string[]> Taken = new()
    {
        ["Client"] = Connection,
        ["Session"] = Connection,
        ["Audience"] = Connection,
        ["ServerHandler"] = ["OnConnectedAsync", "OnDisconnectedAsync"],
        ["ClientHandler"] = [],
        ["Methods"] = ["Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize"],
    };

    public static IEnumerable<GeneratedMember> Of(MessageModel message)
    {
        string send = message.Kind == MessageKind.OneWay ? $"Send{message.Name}Async" : $"{message.Name}Async";
        yield return new GeneratedMember("Methods", message.Name);
        if (message.Sender == MessageSender.Client)
        {
            yield return new GeneratedMember("Client", send);
            yield return new GeneratedMember("ServerHandler", $"On{message.Name}Async");
            yield break;
        }

        yield return new GeneratedMember("Session", send);
        yield return new GeneratedMember("Client", $"On{message.Name}");
        yield return new GeneratedMember("Client", $"{message.Name}Handlers");
        yield return new GeneratedMember("ClientHandler", $"On{message.Name}Async");
        if (message.Kind == MessageKind.OneWay)
        {
            yield return new GeneratedMember("Audience", send);
        }
    }

    /// <summary>Whether the owner has a member of that name anyway, or is itself called so.</summary>
    public bool IsTaken(string prefix) => Taken[Owner].Contains(Name) || Name == prefix + Owner;

    public string OwnerName(string prefix) => Owner.EndsWith("Handler", System.StringComparison.Ordinal) ? $"I{prefix}{Owner}" : prefix + Owner;
}
