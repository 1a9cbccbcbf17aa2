using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TypedWs.Tests;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>Runs a <see cref="FaultSchedule"/> over real TCP, and then looks whether every promise was kept.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Every run ends what it owns, as a part of what it checks.")]
internal sealed partial class ScheduleRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FaultSchedule _schedule;
    private readonly Random _random;
    private readonly CountingPool _pool = new();
    private readonly CountingTime _time = new();
    private readonly SocketWatch _sockets = new();
    private readonly CapturingLogger _logger = new();
    private readonly ScheduleHandler _handler;
    private readonly SocketServer _server;
    private readonly FaultyProxy _proxy;
    private readonly WsClient _client;
    private readonly List<ScheduleSender> _senders;
    private readonly List<Task> _serverSends = [];
    private int _sessions;
    private int _attempts;

    private ScheduleRun(int seed)
    {
        _schedule = new FaultSchedule(seed);
        _random = new Random(_schedule.ClientSeed);
        _handler = new ScheduleHandler(_schedule);
        var serverOptions = new WsConnectionOptions { BufferPool = _pool, TimeProvider = _time };
        _schedule.ConfigureServer(serverOptions);
        _server = new SocketServer(serverOptions, Open);
        _proxy = new FaultyProxy(_server.EndPoint, _schedule.Plan);
        var options = new WsClientOptions
        {
            Handshake = new WsHandshakeOptions { Uri = _proxy.Uri, TimeProvider = _time, ConfigureHandler = _sockets.Configure, PrepareHeaders = NumberAsync },
            Logger = _logger,
        };
        options.Connection.BufferPool = _pool;
        options.Connection.TimeProvider = _time;
        _schedule.Configure(options);
        _client = new WsClient(options, _handler);
        _senders = [.. Enumerable.Range(0, _schedule.Senders).Select(id => new ScheduleSender(_client, _schedule, id))];
    }

    /// <exception cref="Exception">A promise was broken; the message has the seed.</exception>
    public static async Task RunAsync(int seed)
    {
        var run = new ScheduleRun(seed);
        try
        {
            await run.ActAsync();
            await run.EndAsync();
            run.Check();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Schedule {seed}: {exception.Message}", exception);
        }
    }

    private ValueTask NumberAsync(IDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        headers["X-Attempt"] = Interlocked.Increment(ref _attempts).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    private void Open(ServerSession session)
    {
        int number = Interlocked.Increment(ref _sessions);
        var random = new Random(_schedule.ClientSeed + number);
        if (_schedule.SlowHandlers)
            session.Handler = (_, payload) => payload.Length % 3 == 0 ? new ValueTask(Task.Delay(1)) : ValueTask.CompletedTask;
        lock (_serverSends)
            _serverSends.Add(Task.Run(() => ServeAsync(session.Connection, number, random)));
    }

    private async Task ServeAsync(WsConnection connection, int session, Random random)
    {
        try
        {
            for (int number = 0; number < _schedule.MessagesEach; number++)
            {
                var message = new NumberedMessage($"server{session}", number);
                await connection.SendAsync(message.Type, message.ToBytes(random.Next(4) == 0 ? random.Next(_schedule.LargestMessage + 1) : 10));
                await Task.Delay(random.Next(3));
            }

            switch (random.Next(6))
            {
                case 0:
                    await connection.CloseAsync((WsCloseCode)4000, "enough");
                    break;
                case 1:
                    connection.Abort("enough");
                    break;
            }
        }
        catch (WsClosedException)
        {
            // How a sender learns of the end.
        }
    }

    private async Task ActAsync()
    {
        Task connecting = ConnectAsync();
        Task[] sending = [.. _senders.Select(sender => Task.Run(sender.RunAsync))];
        for (int i = 0; i < _schedule.Actions; i++)
        {
            await Task.Delay(_random.Next(60));
            await Eventually.EndsAsync(ActOnceAsync(), "An action");
        }

        // What waits for a connection that does not come ends with the client.
        await Task.WhenAny(Task.WhenAll(sending), Task.Delay(Patience));
        if (_schedule.Ending == 1)
            await Eventually.EndsAsync(AllowAsync(_client.CloseAsync()), "CloseAsync");
        if (_schedule.Ending == 2)
            _client.Abort();
        await Eventually.EndsAsync(_client.DisposeAsync().AsTask(), "DisposeAsync");
        await Eventually.EndsAsync(Task.WhenAll([connecting, .. sending]), "A send, or ConnectAsync,");
    }

    private Task ConnectAsync() => AllowAsync(_client.ConnectAsync());

    private async Task ActOnceAsync()
    {
        using var patience = new CancellationTokenSource(_random.Next(100));
        switch (_random.Next(7))
        {
            case 0:
                await AllowAsync(_client.ReconnectAsync(TimeSpan.FromMilliseconds(_random.Next(5)), patience.Token));
                break;
            case 1:
                _ = _client.ReconnectAsync(TimeSpan.Zero);
                break;
            case 2:
                _client.CancelReconnect();
                await ConnectAsync(patience.Token);
                break;
            case 3:
                await AllowAsync(_client.CloseAsync(cancellationToken: patience.Token));
                await ConnectAsync(patience.Token);
                break;
            case 4:
                _client.Abort();
                await ConnectAsync(patience.Token);
                break;
            default:
                await ConnectAsync(patience.Token);
                break;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AllowAsync(_client.ConnectAsync(cancellationToken));
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // It is connected already.
        }
    }

    /// <summary>Awaits what may fail in the ways that are promised.</summary>
    private static async Task AllowAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (exception is WsException or OperationCanceledException or ObjectDisposedException)
        {
            // A typed reason.
        }
    }
}
