using System.Diagnostics;
using TypedWs;
using TypedWs.Transport;

namespace SoakTest.Client;

/// <summary>
/// A client that reads what it is sent, reports, and asks. <see cref="TalkAsync"/> and <see cref="AskLastAsync"/> run one after the other; what handlers write is
/// read when the connection has ended.
/// </summary>
internal sealed class HealthyClient : IAsyncDisposable
{
    /// <summary>Time for a handshake when everybody wants one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Text = new('r', 100);

    private readonly int _number;
    private readonly SoakClient _client;
    private readonly List<TickRun> _runs = [];
    private readonly List<string> _failures = [];
    private readonly List<double> _roundTrips = [];

    public HealthyClient(Uri uri, int number)
    {
        _number = number;
        var options = new TypedWsClientOptions
        {
            Uri = uri,
            Format = number % 2 == 0 ? WireFormat.Json : WireFormat.MessagePack,
            ConnectTimeout = Patience,
        };
        options.Conversation.RequestTimeout = Patience;
        options.Reconnect.StopCloseCodes.Add(WsCloseCode.GoingAway);
        _client = new SoakClient(options)
        {
            Connected = _ =>
            {
                _runs.Add(new TickRun());
                return ValueTask.CompletedTask;
            },
            Disconnected = closed =>
            {
                Closed = closed;
                SentAtCut ??= Sent;
            },
        };
        _client.OnTick((tick, _) =>
        {
            _runs[^1].Take(tick.Number);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Reports that were accepted.</summary>
    public int Sent { get; private set; }

    /// <summary>How many there were when the first connection ended; null while that is open.</summary>
    public int? SentAtCut { get; private set; }

    /// <summary>Requests that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Requests that went down with their connection.</summary>
    public int Lost { get; private set; }

    /// <summary>How the last connection that is over ended.</summary>
    public WsClosed? Closed { get; private set; }

    /// <summary>The ticks of each connection.</summary>
    public IReadOnlyList<TickRun> Runs => _runs;

    /// <summary>What must not happen, in words.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Milliseconds of each answered request.</summary>
    public IReadOnlyList<double> RoundTrips => _roundTrips;

    public Task ConnectAsync() => _client.ConnectAsync();

    /// <summary>Reports and asks in turn, once in a while, until it is over.</summary>
    public async Task TalkAsync(TimeSpan period, CancellationToken over)
    {
        try
        {
            // Not all at once.
            await Task.Delay(period * Random.Shared.NextDouble(), over);
            using var timer = new PeriodicTimer(period);
            do
            {
                await _client.SendReportAsync(_number, Sent, Text, CancellationToken.None);
                Sent++;
                await AskAsync(Sent, delayMilliseconds: 0);
            }
            while (await timer.WaitForNextTickAsync(over));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It is.
        }
        catch (Exception exception) when (exception is WsException)
        {
            _failures.Add($"client {_number} could not send: {exception.Message}");
        }
    }

    /// <summary>A last request, whose answer comes in the middle of the drain, behind everything that was reported.</summary>
    public Task AskLastAsync(int delayMilliseconds) => AskAsync(-1, delayMilliseconds);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task AskAsync(int number, int delayMilliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            Answered answer = await _client.AskAsync(_number, number, delayMilliseconds, CancellationToken.None);
            if (answer != new Answered(_number, number))
                _failures.Add($"client {_number} asked {number} and was answered {answer}");
            Answered++;
            if (delayMilliseconds == 0)
                _roundTrips.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (RequestLostException)
        {
            Lost++;
        }
        catch (Exception exception) when (exception is WsException or RemoteException or RequestTimeoutException)
        {
            _failures.Add($"client {_number} asked {number}: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
