using System.ComponentModel;

namespace TypedWs.Testing;

/// <summary>What the generated doubles of handlers share: they record every message in order, and let a test wait for the next one. Thread-safe.</summary>
public abstract class RecordingHandler
{
    private readonly Recorder<RecordedCall> _recorder;

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RecordingHandler()
        => _recorder = new Recorder<RecordedCall>(GetType().Name, static call => call.Type.Name);

    /// <summary>How long the <c>Next…Async</c> methods wait, by the system's clock. Default 10 seconds; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan NextTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Every call by now.</summary>
    private protected IReadOnlyList<RecordedCall> Calls => _recorder.Entries;

    private protected void Add(RecordedCall call) => _recorder.Add(call);

    /// <summary>For generated code: the messages of one type by now, in order.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <returns>A snapshot.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IReadOnlyList<T> MessagesOf<T>() => [.. Calls.Where(static call => call.Type == typeof(T)).Select(static call => (T)call.Message)];

    /// <summary>For generated code: takes the first message of one type that was not taken before, or waits for it.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    /// <exception cref="TimeoutException">None came within <see cref="NextTimeout"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected async Task<T> NextAsync<T>(CancellationToken cancellationToken)
        => (T)(await _recorder.TakeAsync(static call => call.Type == typeof(T), typeof(T).Name, NextTimeout, cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>For generated code: what a request fails with while the test has set no reply. It travels to the caller with its message.</summary>
    /// <param name="request">The request.</param>
    /// <param name="property">What to set.</param>
    /// <returns>The error.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RemoteException NoReply(string request, string property)
        => new(ErrorCodes.InternalError, $"{GetType().Name} was asked {request} and has no reply. Set {property} before.");
}
