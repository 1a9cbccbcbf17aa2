using Microsoft.Extensions.Time.Testing;

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>Drives a connection with raw bytes.</summary>
internal static class Wire
{
    // Every position of a short input; of a long one those around its ends, where its headers are.
    private const int EveryCutUpTo = 600;
    private const int EndsOfLong = 24;

    /// <summary>Runs one connection for each way to cut the input: whole, in two at every position, and byte by byte.</summary>
    public static async Task AtEveryCutAsync(WsRole role, byte[] input, Action<WireOutcome> check, Action<WsConnectionOptions>? configure = null)
    {
        check(await RunAsync(role, [input], configure));
        for (int cut = 1; cut < input.Length; cut++)
        {
            if (input.Length > EveryCutUpTo && cut > EndsOfLong && cut < input.Length - EndsOfLong)
                continue;
            check(await RunAsync(role, [input[..cut], input[cut..]], configure));
        }

        if (input.Length <= EveryCutUpTo)
            check(await RunAsync(role, [.. input.Select(b => new[] { b })], configure));
    }

    public static async Task<WireOutcome> RunAsync(WsRole role, byte[][] chunks, Action<WsConnectionOptions>? configure = null)
    {
        using var stream = new ScriptedStream(chunks);
        var options = new WsConnectionOptions { TimeProvider = new FakeTimeProvider() };
        configure?.Invoke(options);
        var connection = new WsConnection(stream, role, options);
        var receiver = new RecordingReceiver();
        connection.Start(receiver);
        WsClosed closed = await connection.Completion;

        var sent = new List<RawPeer.Frame>();
        var peer = new RawPeer(new MemoryStream(stream.Written));
        while (await peer.ReadAsync() is { } frame)
            sent.Add(frame);
        Assert.All(sent, frame => Assert.Equal(role == WsRole.Client, frame.Masked));
        return new WireOutcome(await receiver.RestAsync(), sent, closed);
    }

    /// <summary>Whether the peer of a role masks.</summary>
    public static bool PeerMasks(WsRole role) => role == WsRole.Server;
}
