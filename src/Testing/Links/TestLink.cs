namespace TypedWs.Testing;

/// <summary>
/// One connection of a <see cref="TestNetwork"/>: carries the bytes of both sides in memory, and fails on demand. Thread-safe.
/// </summary>
/// <remarks>What a link does is counted in messages, whatever frames they travel in; pings, pongs and close frames are carried and not counted.</remarks>
public sealed class TestLink
{
    private readonly LinkDirection _toServer;
    private readonly LinkDirection _toClient;

    internal TestLink(TimeProvider time)
    {
        _toServer = new LinkDirection(this, time);
        _toClient = new LinkDirection(this, time);
        ClientEnd = new LinkStream(_toClient, _toServer);
        ServerEnd = new LinkStream(_toServer, _toClient);
    }

    /// <summary>Messages that have reached the server.</summary>
    public long MessagesToServer => _toServer.Messages;

    /// <summary>Messages that have reached the client.</summary>
    public long MessagesToClient => _toClient.Messages;

    /// <summary>Whether the link was cut.</summary>
    public bool IsCut => _toServer.IsCut && _toClient.IsCut;

    /// <summary>
    /// How long bytes are under way, in each direction, by the network's clock. Bytes that wait already are not affected. Default none.
    /// </summary>
    public TimeSpan Delay
    {
        get => _toServer.Delay;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _toServer.Delay = _toClient.Delay = value;
        }
    }

    internal LinkStream ClientEnd { get; }

    internal LinkStream ServerEnd { get; }

    /// <summary>Breaks the link: both sides notice at once, without a closing handshake. What is under way is lost.</summary>
    public void Cut()
    {
        _toServer.Cut();
        _toClient.Cut();
    }

    /// <summary>
    /// Breaks the link for the client alone, as when its network goes away: the server notices nothing until it misses a pong, and has the old session beside the new
    /// one when the client connects again. What the server sends is lost.
    /// </summary>
    public void CutClient()
    {
        _toServer.Vanish();
        _toClient.Vanish();
        ClientEnd.Break();
    }

    /// <summary>Breaks the link for the server alone: the client notices nothing until it misses a pong. What it sends is lost.</summary>
    public void CutServer()
    {
        _toServer.Vanish();
        _toClient.Vanish();
        ServerEnd.Break();
    }

    /// <summary>Loses everything from now on, in both directions, without anybody noticing: a dead link.</summary>
    public void Vanish()
    {
        _toServer.Vanish();
        _toClient.Vanish();
    }

    /// <summary>Cuts the link when so many more messages have reached the server: at once where that is none.</summary>
    /// <param name="messages">How many still arrive.</param>
    public void CutAfterMessagesToServer(int messages) => _toServer.CutAfter(messages);

    /// <summary>Cuts the link when so many more messages have reached the client: at once where that is none.</summary>
    /// <param name="messages">How many still arrive.</param>
    public void CutAfterMessagesToClient(int messages) => _toClient.CutAfter(messages);

    /// <summary>Holds back what both sides write, until <see cref="Resume"/>.</summary>
    public void Pause()
    {
        _toServer.Pause();
        _toClient.Pause();
    }

    /// <summary>Carries on after <see cref="Pause"/>.</summary>
    public void Resume()
    {
        _toServer.Resume();
        _toClient.Resume();
    }
}
