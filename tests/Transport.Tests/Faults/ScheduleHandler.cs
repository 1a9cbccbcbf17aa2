namespace TypedWs.Transport.Tests.Faults;

/// <summary>The client's handler in a random schedule: notes each connection's messages and end, and whatever is told out of order.</summary>
internal sealed class ScheduleHandler(FaultSchedule schedule) : IWsClientHandler
{
    private readonly List<ClientLife> _lives = [];
    private readonly List<string> _faults = [];
    private ClientLife? _open;
    private int _inside;

    public IReadOnlyList<ClientLife> Lives => _lives;

    /// <summary>What broke the promises about calls.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        NumberedMessage? message = NumberedMessage.Parse(type, payload.Span);
        Told(() =>
        {
            if (_open is null)
                _faults.Add("A message came outside of a connection.");
            else
                _open.Messages.Add(message);
        });

        // What is awaited here does not hold up the end of an aborted connection, and may so outlast it.
        return schedule.SlowHandlers && payload.Length % 3 == 0 ? new ValueTask(Task.Delay(1)) : ValueTask.CompletedTask;
    }

    public void OnTcpConnected() => Told(() =>
    {
        if (_open is not null)
            _faults.Add("A TCP connection was told of during a connection.");
    });

    public void OnOpened(WsHandshakeResult handshake) => Told(() =>
    {
        if (_open is not null)
            _faults.Add("A connection was opened before the end of the one before.");
        _open = new ClientLife();
        _lives.Add(_open);
    });

    public void OnClosed(WsClosed closed) => Told(() =>
    {
        if (_open is null)
            _faults.Add("An end was told of without a beginning.");
        else
            _open.Closed = closed;
        _open = null;
    });

    public void OnError(WsException exception) => Told(() =>
    {
        if (_open is not null)
            _faults.Add($"An attempt failed during a connection: {exception.Message}");
    });

    public void OnReconnecting(WsReconnectAttempt attempt) => Told(() =>
    {
        if (_open is not null)
            _faults.Add("A reconnection was told of during a connection.");
    });

    private void Told(Action note)
    {
        Enter();
        note();
        Leave();
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            lock (_faults)
                _faults.Add("Two calls came at one time.");
        }
    }

    private void Leave() => Interlocked.Decrement(ref _inside);
}
