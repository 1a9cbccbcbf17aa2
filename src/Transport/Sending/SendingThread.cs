namespace TypedWs.Transport;

/// <summary>
/// What the current thread sent last, on whichever connection. One that goes from connection to connection is in a burst, although each of them gets a lone
/// message. Of one thread.
/// </summary>
internal sealed class SendingThread
{
    [ThreadStatic]
    private static SendingThread? _current;

    private TimeProvider? _clock;
    private long _sentAt;
    private long _sender;

    public static SendingThread Current => _current ??= new SendingThread();

    /// <summary>Whether this is the sender that it used last.</summary>
    public bool UsedLast(long sender) => _sender == sender;

    /// <summary>Whether it sent anything within the last so many ticks of this clock.</summary>
    public bool HasSentWithin(long ticks, long now, TimeProvider clock) => _clock == clock && now - _sentAt < ticks;

    public void Sent(long sender, long at, TimeProvider clock) => (_sender, _sentAt, _clock) = (sender, at, clock);
}
