using System.Diagnostics.CodeAnalysis;
using TypedWs.CompilerServices;
using TypedWs.Peers;

namespace TypedWs.Streams;

/// <summary>The stream that a request of the other side took along, as its handler gets it. Enumerated once; it ends with the request. Thread-safe.</summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="peer">The conversation.</param>
/// <param name="method">The request's name.</param>
/// <param name="codec">Holds the first items, and reads the others.</param>
/// <param name="errors">The errors that the message declares.</param>
/// <param name="token">What to ask for more with, or null where there is no more.</param>
/// <param name="format">The request's format.</param>
[SuppressMessage("Design", "CA1001", Justification = "Who enumerates the stream disposes its enumerator.")]
internal sealed class AcceptedStream<TItem>(
    Peer peer,
    string method,
    StreamAnswerCodec<TItem> codec,
    ErrorTable errors,
    byte[]? token,
    WireFormat format)
    : IAsyncEnumerable<TItem>, IAcceptedStream
{
    private readonly Lock _gate = new();
    private RemoteStream<TItem>? _stream; // Guarded by the gate, as is whether the request has ended.
    private bool _isEnded;

    /// <summary>Fires when the request is cancelled. Written before the handler gets the stream.</summary>
    public CancellationToken RequestToken { get; set; }

    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_stream is not null)
                throw new InvalidOperationException($"The stream of {method} is enumerated already, and can be enumerated once. Keep its items where they are needed twice.");

            _stream = new RemoteStream<TItem>(peer, method, codec, errors, token, format, RequestToken, cancellationToken);
            if (_isEnded)
                Close(_stream);
            return _stream;
        }
    }

    public void End()
    {
        RemoteStream<TItem>? stream;
        lock (_gate)
        {
            _isEnded = true;
            stream = _stream;
        }

        if (stream is not null)
            Close(stream);
    }

    private void Close(RemoteStream<TItem> stream)
        => stream.End(new InvalidOperationException($"The request {method} has ended, and with it the stream that it took along. Enumerate it before the handler returns."));
}
