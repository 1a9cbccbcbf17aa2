using Microsoft.Extensions.Logging;

namespace TypedWs.Tests;

/// <summary>Lets every category log to the same <see cref="CapturingLogger"/>; disposing it fails the test on an unexpected error.</summary>
public sealed class CapturingLoggerFactory : ILoggerFactory
{
    public CapturingLogger Logger { get; } = new();

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(Logger, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose() => Logger.Dispose();

    private sealed class CategoryLogger(CapturingLogger all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => all.Log(category, logLevel, eventId, state, exception, formatter);
    }
}
