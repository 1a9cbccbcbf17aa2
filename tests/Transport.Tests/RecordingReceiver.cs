using System.Text;
using System.Threading.Channels;

namespace TypedWs.Transport.Tests;

/// <summary>Copies what it is handed, and lets a test wait for it.</summary>
internal sealed class RecordingReceiver : IWsReceiver
{
    private readonly Channel<(WsMessageType Type, byte[] Payload)> _messages = Channel.CreateUnbounded<(WsMessageType, byte[])>();
    private int _closedCalls;

    public WsClosed? Closed { get; private set; }

    public int ClosedCalls => Volatile.Read(ref _closedCalls);

    /// <summary>Messages handed over and not taken yet.</summary>
    public int Count => _messages.Reader.Count;

    /// <summary>Runs inside the hand-over, after the message was recorded.</summary>
    public Func<byte[], ValueTask>? Handler { get; set; }

    public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
    {
        byte[] copy = payload.ToArray();
        _messages.Writer.TryWrite((type, copy));
        return Handler?.Invoke(copy) ?? ValueTask.CompletedTask;
    }

    public void OnClosed(WsClosed closed)
    {
        Interlocked.Increment(ref _closedCalls);
        Closed = closed;
        _messages.Writer.TryComplete();
    }

    public ValueTask<(WsMessageType Type, byte[] Payload)> NextAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<string> NextTextAsync()
    {
        (WsMessageType type, byte[] payload) = await NextAsync();
        Assert.Equal(WsMessageType.Text, type);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>All messages not taken yet, after the connection ended.</summary>
    public async Task<List<byte[]>> RestAsync()
    {
        var rest = new List<byte[]>();
        await foreach ((_, byte[] payload) in _messages.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            rest.Add(payload);
        return rest;
    }
}
