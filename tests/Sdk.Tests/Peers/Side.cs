using Microsoft.Extensions.Time.Testing;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.Tests.Peers;

/// <summary>One side of a conversation under test: a peer with its handlers, its clock and its log.</summary>
internal sealed class Side : IAsyncDisposable
{
    private readonly WsConnectionOptions _connectionOptions;

    public Side(DuplexStream stream, WsRole role, WireFormat format, PeerOptions? options, WsConnectionOptions? connection, params MethodBinding[] others)
    {
        Stream = stream;
        options ??= new PeerOptions();
        options.TimeProvider = Clock;
        _connectionOptions = connection ?? new WsConnectionOptions();
        Connection = new WsConnection(stream, role, _connectionOptions, Log);
        Peer = new Peer(options, format, [Handlers.Bind(), .. others], Log);
    }

    public DuplexStream Stream { get; }

    public WsConnection Connection { get; }

    public Peer Peer { get; }

    public Handlers Handlers { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public CapturingLogger Log { get; } = new();

    public ValueTask<Answer> AskAsync(string text, CancellationToken cancellationToken = default)
        => Peer.RequestAsync(TestMethods.Ask, new Ask(text), cancellationToken);

    public ValueTask SendNoteAsync(string text, int number = 0, CancellationToken cancellationToken = default)
        => Peer.SendAsync(TestMethods.Note, new Note(text, number), cancellationToken);

    public IAsyncEnumerable<Answer> List(string text, CancellationToken cancellationToken = default)
        => Peer.RequestStream(TestMethods.List, new Ask(text), cancellationToken);

    public ValueTask<Answer> CollectAsync(string text, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken = default)
        => Peer.RequestAsync(TestMethods.Collect, new Save(text), notes, cancellationToken);

    public IAsyncEnumerable<Answer> Convert(string text, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken = default)
        => Peer.RequestStream(TestMethods.Convert, new Save(text), notes, cancellationToken);

    public bool HasLogged(int eventId) => Log.Entries.Any(entry => entry.EventId.Id == eventId);

    public async ValueTask DisposeAsync()
    {
        Connection.Abort("the test is over");
        await Connection.Completion;
        Log.Dispose();
    }
}
