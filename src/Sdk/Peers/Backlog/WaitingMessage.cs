using System.Buffers;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <summary>A message whose sender waits with it: it is written when there is room.</summary>
/// <param name="writer">Writes the envelope.</param>
/// <param name="state">Handed to <paramref name="writer"/>.</param>
internal sealed class WaitingMessage<TState>(WsPayloadWriter<TState> writer, TState state) : BacklogMessage
{
    // The sender's code must run neither under a lock nor hold up those behind it.
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Sent => _sent.Task;

    public override int Size => 0;

    public override void Write(IBufferWriter<byte> output) => writer(output, state);

    public override void OnSent() => _sent.TrySetResult();

    public override void OnFailed(Exception exception) => _sent.TrySetException(exception);

    public void OnCancelled(CancellationToken cancellationToken) => _sent.TrySetCanceled(cancellationToken);
}
