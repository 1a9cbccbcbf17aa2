namespace TypedWs.AspNetCore.Endpoint;

/// <summary>The protocols of one endpoint: whether they can be told apart, and what they are called.</summary>
internal static class ServedProtocols
{
    /// <exception cref="InvalidOperationException">There is none, one is there twice, or two have a message of the same name for the server.</exception>
    public static void Check(string pattern, IReadOnlyList<ServedProtocol> protocols)
    {
        if (protocols.Count == 0)
            throw new InvalidOperationException($"MapTypedWs(\"{pattern}\", …) serves nothing. Add a handler: MapTypedWs(\"{pattern}\", endpoint => endpoint.Add<ChatServer>()).");

        var protocolNames = new Dictionary<string, ServedProtocol>(StringComparer.Ordinal);
        var messageNames = new Dictionary<string, ServedProtocol>(StringComparer.Ordinal);
        foreach (ServedProtocol served in protocols)
        {
            if (!protocolNames.TryAdd(served.Descriptor.Name, served))
                throw Conflict(pattern, $"the protocol \"{served.Descriptor.Name}\"", protocolNames[served.Descriptor.Name], served);

            foreach (MessageDescriptor message in served.Descriptor.Messages.Where(static message => message.Sender == MessageSender.Client))
            {
                if (!messageNames.TryAdd(message.Name, served))
                    throw Conflict(pattern, $"the message \"{message.Name}\"", messageNames[message.Name], served);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The messages of one cannot have a handler each.</exception>
    public static void CheckPerMessage(IEnumerable<ServedProtocol> protocols)
    {
        if (protocols.FirstOrDefault(static served => !served.Protocol.CanBindPerMessage) is { } earlier)
        {
            throw new InvalidOperationException(
                $"Each message is to have a {earlier.HandlerType.Name} of its own (HandlerLifetime.PerMessage), but the contracts of \"{earlier.Descriptor.Name}\" were compiled with a "
                + "version of TypedWs that has one handler for a conversation. Compile them anew.");
        }
    }

    /// <summary>Names and versions, as a client's header has them.</summary>
    public static string Names(IReadOnlyList<ServedProtocol> protocols)
        => string.Join(", ", protocols.Select(static served => $"{served.Descriptor.Name}/{served.Descriptor.Version}"));

    private static InvalidOperationException Conflict(string pattern, string what, ServedProtocol first, ServedProtocol second)
        => new($"MapTypedWs(\"{pattern}\", …): {what} is handled by {first.HandlerType.Name} and by {second.HandlerType.Name}. Map one of them to an endpoint of its own, or rename it.");
}
