using System.Threading.Channels;
using TypedWs;

namespace Quickstart;

/// <summary>A client that keeps what it receives until somebody looks.</summary>
internal sealed class Participant : IAsyncDisposable
{
    private readonly Channel<Said> _received = Channel.CreateUnbounded<Said>();

    public Participant(string name, Uri uri, WireFormat format)
    {
        Name = name;
        Format = format;
        Chat = new ChatClient(new TypedWsClientOptions { Uri = uri, Format = format });
        Chat.OnSaid((said, cancellationToken) => _received.Writer.WriteAsync(said, cancellationToken));
        Chat.OnAreYouThere((_, _) => ValueTask.FromResult(new Presence(Away: false, Note: $"{name} is typing")));
    }

    public string Name { get; }

    public WireFormat Format { get; }

    public ChatClient Chat { get; }

    public ValueTask<Said> ReceiveAsync(CancellationToken cancellationToken) => _received.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => Chat.DisposeAsync();
}
