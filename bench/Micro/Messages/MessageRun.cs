using System.Diagnostics;
using System.Globalization;
using Micro.Records;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace Micro.Messages;

/// <summary>
/// What one message costs on each side between the record and the bytes, with no network: a client that sends into nothing, and a server that reads what such a client
/// wrote, 4 KiB at a time as Kestrel hands it out. The server's time beside that of the transport alone and that of the codec alone says where the rest goes.
/// </summary>
internal static class MessageRun
{
    private const int Rounds = 40;
    private const int MessagesOfARound = 100_000;

    /// <param name="records">Only these records; all when empty.</param>
    public static async Task RunAsync(string[] records)
    {
        Console.WriteLine("| record | format | send ns | receive ns | … transport alone | … codec alone |");
        Console.WriteLine("| --- | --- | --: | --: | --: | --: |");
        foreach (WireFormat format in (WireFormat[])[WireFormat.MessagePack, WireFormat.Json])
        {
            await RunIfWantedAsync(MicroMethods.ChatLine, format);
            await RunIfWantedAsync(MicroMethods.Tick, format);
            await RunIfWantedAsync(MicroMethods.Document, format);
        }

        Task RunIfWantedAsync<T>(OneWayMethod<T> method, WireFormat format)
            where T : class
            => records.Length == 0 || records.Contains(typeof(T).Name) ? RunAsync(method, format) : Task.CompletedTask;
    }

    private static async Task RunAsync<T>(OneWayMethod<T> method, WireFormat format)
        where T : class
    {
        Sample<T> sample = Samples.Of<T>();
        double send = Fastest(() => Send(method, sample.Value, format));
        byte[] frames = await FramesAsync(method, sample.Value, format);
        double receive = Fastest(() => Receive(stream => Start(new Receiver<T>(stream), method, format), frames));
        double transport = Fastest(() => Receive(static stream => new WsConnection(stream, WsRole.Server).Start(new Discarder(stream)), frames));
        double codec = Fastest(() => Read(sample, format));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {typeof(T).Name} | {format} | {send:N0} | {receive:N0} | {transport:N0} | {codec:N0} |"));
    }

    private static double Fastest(Func<TimeSpan> round)
    {
        var times = new TimeSpan[Rounds];
        for (int i = 0; i < Rounds; i++)
            times[i] = round();
        Array.Sort(times);
        return times[Rounds / 10].TotalNanoseconds / MessagesOfARound;
    }

    private static TimeSpan Send<T>(OneWayMethod<T> method, T message, WireFormat format)
        where T : class
    {
        var connection = new WsConnection(new SinkStream(), WsRole.Client);
        var peer = new Peer(new PeerOptions(), format, [], NullLogger.Instance);
        peer.Attach(connection);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < MessagesOfARound; i++)
        {
            ValueTask sent = peer.SendAsync(method, message);
            if (!sent.IsCompleted)
                sent.AsTask().Wait();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        connection.Abort("measured");
        connection.Completion.Wait();
        return elapsed;
    }

    private static async Task<byte[]> FramesAsync<T>(OneWayMethod<T> method, T message, WireFormat format)
        where T : class
    {
        using var copy = new SinkStream(new MemoryStream());
        var connection = new WsConnection(copy, WsRole.Client);
        var peer = new Peer(new PeerOptions(), format, [], NullLogger.Instance);
        peer.Attach(connection);
        for (int i = 0; i < 64; i++)
            await peer.SendAsync(method, message);
        await peer.FlushAsync();
        connection.Abort("measured");
        await connection.Completion;
        return copy.Written!.ToArray();
    }

    private static TimeSpan Receive(Action<RepeatingStream> start, byte[] frames)
    {
        var stream = new RepeatingStream(frames, 64, MessagesOfARound);
        long began = Stopwatch.GetTimestamp();
        start(stream);
        stream.Done.Wait();
        return Stopwatch.GetElapsedTime(began);
    }

    private static void Start<T>(Receiver<T> receiver, OneWayMethod<T> method, WireFormat format)
        where T : class
    {
        var methods = new Methods<T>(method);
        new Peer(new PeerOptions(), format, [new MethodBinding<Receiver<T>>(methods, receiver)], NullLogger.Instance)
            .Attach(new WsConnection(receiver.Stream, WsRole.Server));
    }

    private static TimeSpan Read<T>(Sample<T> sample, WireFormat format)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        if (format == WireFormat.Json)
        {
            JsonValueWriter writer = new(output);
            sample.Codec.WriteJson(ref writer, sample.Value);
            writer.Flush();
        }
        else
        {
            MessagePackValueWriter writer = new(output);
            sample.Codec.WriteMessagePack(ref writer, sample.Value);
            writer.Flush();
        }

        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < MessagesOfARound; i++)
        {
            if (format == WireFormat.Json)
            {
                JsonValueReader reader = new(output.WrittenSpan);
                sample.Codec.ReadJson(ref reader);
            }
            else
            {
                MessagePackValueReader reader = new(output.WrittenMemory);
                sample.Codec.ReadMessagePack(ref reader);
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private sealed class Receiver<T>(RepeatingStream stream)
    {
        public RepeatingStream Stream => stream;

        public ValueTask ReceiveAsync(T message)
        {
            stream.Count(message is not null);
            return default;
        }
    }

    private sealed class Discarder(RepeatingStream stream) : IWsReceiver
    {
        public ValueTask OnMessageAsync(WsMessageType type, ReadOnlyMemory<byte> payload)
        {
            stream.Count(!payload.IsEmpty);
            return default;
        }

        public void OnClosed(WsClosed closed)
        {
        }
    }

    private sealed class Methods<T>(OneWayMethod<T> method) : MethodTable<Receiver<T>>
    {
        private readonly byte[] _name = System.Text.Encoding.UTF8.GetBytes(method.Name);
        private readonly IncomingMethod<Receiver<T>> _method = Incoming.OneWay<Receiver<T>, T>(method, static (receiver, message, _) => receiver.ReceiveAsync(message));

        public override IncomingMethod<Receiver<T>>? Find(ReadOnlySpan<byte> name) => name.SequenceEqual(_name) ? _method : null;
    }
}
