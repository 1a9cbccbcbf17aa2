using System.Globalization;
using System.Threading.Channels;

namespace TypedWs.AspNetCore.Tests.Hostile;

/// <summary>
/// Two clients in a room that talk without a pause while others attack their server: one speaks in JSON, the other hears in MessagePack. Everything must be answered, and
/// heard in order.
/// </summary>
internal sealed class HealthyClients : IAsyncDisposable
{
    private const string Room = "healthy";
    private const int MessagesInARound = 10;

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly LabClient _speaker;
    private readonly LabClient _listener;
    private readonly CancellationTokenSource _stop = new();

    // Completed with each round, and replaced by another.
    private volatile TaskCompletionSource _round = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _talk = Task.CompletedTask;

    private HealthyClients(LabClient speaker, LabClient listener) => (_speaker, _listener) = (speaker, listener);

    public static async Task<HealthyClients> StartAsync(LabServer server)
    {
        LabClient listener = await server.ConnectAsync(WireFormat.MessagePack, configure: Introduce);
        LabClient speaker = await server.ConnectAsync(WireFormat.Json, configure: Introduce);
        var clients = new HealthyClients(speaker, listener);
        listener.OnPublished((message, token) => clients._heard.Writer.WriteAsync(message.Text, token));
        await listener.EnterAsync(Room, TestContext.Current.CancellationToken);
        clients._talk = clients.TalkAsync();
        return clients;
    }

    /// <summary>Waits for a whole round that begins after this call. Fails where the clients have.</summary>
    public async Task TalkOnAsync()
    {
        for (int rounds = 0; rounds < 2; rounds++)
            await await Task.WhenAny(_round.Task, _talk).Soon();
    }

    /// <summary>Ends the conversation. Fails where anything was not answered, lost or out of order, or where a connection ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _talk.Soon();
        Assert.False(_heard.Reader.TryRead(out _));
        Assert.False(_speaker.Completion.IsCompleted || _listener.Completion.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _speaker.DisposeAsync();
        await _listener.DisposeAsync();
        _stop.Dispose();
    }

    private static void Introduce(TypedWsClientOptions options)
    {
        options.Headers[HeaderAuthentication.Header] = "ada";
        options.Reconnect.Policy = Transport.WsReconnectPolicy.None;
    }

    private async Task TalkAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        for (int first = 0; !_stop.IsCancellationRequested; first += MessagesInARound)
        {
            string[] texts = [.. Enumerable.Range(first, MessagesInARound).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
            foreach (string text in texts)
                await _speaker.SendPublishAsync(Room, text, token);
            Echoed[] echoed = await Task.WhenAll(texts.Select(text => _speaker.EchoAsync(text, cancellationToken: token).AsTask()));

            Assert.Equal(texts, echoed.Select(static echo => echo.Text));
            foreach (string text in texts)
                Assert.Equal(text, await _heard.Soon());
            Interlocked.Exchange(ref _round, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
