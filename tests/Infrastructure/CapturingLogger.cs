using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TypedWs.Tests;

/// <summary>Keeps what is logged; disposing it fails the test when an error was logged that the test did not expect.</summary>
public sealed class CapturingLogger : ILogger, IDisposable
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    /// <summary>Set by a test whose subject is a failure.</summary>
    public bool ExpectsErrors { get; set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Log("", logLevel, eventId, state, exception, formatter);

    public void Log<TState>(string category, LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        string values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(static pair => $"{pair.Key}={pair.Value}")) : "";
        _entries.Enqueue(new Entry(logLevel, eventId, formatter(state, exception), exception, category, values));
    }

    public void Dispose()
    {
        if (!ExpectsErrors && _entries.FirstOrDefault(entry => entry.Level >= LogLevel.Error) is { } error)
            throw new InvalidOperationException($"An unexpected error was logged: {error.Message}", error.Exception);
    }

    /// <param name="Level">How bad it is.</param>
    /// <param name="EventId">Its id.</param>
    /// <param name="Message">What is shown.</param>
    /// <param name="Exception">What it is about, or null.</param>
    /// <param name="Category">Who logs; empty where that is not known.</param>
    /// <param name="Values">What a structured log keeps beside the message.</param>
    public sealed record Entry(LogLevel Level, EventId EventId, string Message, Exception? Exception, string Category, string Values);
}
