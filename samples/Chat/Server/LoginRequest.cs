namespace Chat.Server;

/// <summary>Who somebody says to be.</summary>
internal sealed record LoginRequest
{
    public required string User { get; init; }
}
