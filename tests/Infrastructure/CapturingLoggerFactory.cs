using Microsoft.Extensions.Logging;

namespace TypedWs.Tests;

/// <summary>Gives every category the same <see cref="CapturingLogger"/>; disposing it fails the test on an unexpected error.</summary>
public sealed class CapturingLoggerFactory : ILoggerFactory
{
    public CapturingLogger Logger { get; } = new();

    public ILogger CreateLogger(string categoryName) => Logger;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose() => Logger.Dispose();
}
