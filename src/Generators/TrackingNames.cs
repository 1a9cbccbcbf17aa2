namespace TypedWs.Generators;

/// <summary>The names of the generator's steps, by which tests tell what was cached.</summary>
internal static class TrackingNames
{
    public const string Protocols = nameof(Protocols);
    public const string ClientMessages = nameof(ClientMessages);
    public const string ServerMessages = nameof(ServerMessages);
    public const string Contracts = nameof(Contracts);
}
