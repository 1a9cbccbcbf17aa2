using TypedWs.Peers;
using TypedWs.Tests.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Interleavings;

/// <summary>One side of the conversation: a real peer on a real connection, its handlers, and what it calls. Any thread may call it.</summary>
internal sealed partial class Party
{
    private readonly Interleaving _run;
    private readonly PeerOptions _options;

    public Party(Interleaving run, string name, LinkEnd stream, WsRole role, WireFormat format, PeerOptions options, WsConnectionOptions connectionOptions)
    {
        _run = run;
        _options = options;
        Name = name;
        Connection = new WsConnection(stream, role, connectionOptions, Log);
        var handlers = new Handlers { Note = OnNoteAsync, Ask = OnAskAsync, List = OnList, Collect = OnCollectAsync, Convert = OnConvert };
        Peer = new Peer(options, format, [handlers.Bind()], Log);
    }

    public string Name { get; }

    public Peer Peer { get; }

    public WsConnection Connection { get; }

    public CapturingLogger Log { get; } = new();

    /// <summary>Whether this party handles one message at a time, requests among them.</summary>
    public bool HasStrictOrder => _options.StrictOrder;

    public Gates Gates { get; } = new();

    /// <summary>What this party sends.</summary>
    public SentNotes Notes { get; } = new();

    public Party Other { get; set; } = null!;

    public override string ToString()
        => $"{Name}{(HasStrictOrder ? ", strict" : "")}: {Peer.PendingCallCount} calls pending, {Peer.Streams.Count} streams with {Peer.Streams.TokenCount} tokens, {Connection.PendingBytes} bytes to send, "
        + $"{Peer.MessagesSent} messages sent, {Peer.MessagesReceived} received, {(Peer.Closed is { } closed ? $"ended: {closed}" : Peer.IsClosing ? "closing" : "open")}"
        + $"{(Peer.Completion.IsCompleted ? ", complete" : "")}";
}
