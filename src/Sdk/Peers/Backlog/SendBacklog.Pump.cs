using System.Buffers;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>
/// How the messages leave. A turn is a send that takes the next message only when the connection has room for it, so that the first in line may be dropped or replaced
/// until then. The pump has one turn at a time, while messages wait.
/// </content>
internal sealed partial class SendBacklog : IThreadPoolWorkItem
{
    private int _turns; // Under way, whose message is not taken yet.
    private bool _isPumping;
    private TaskCompletionSource? _whenEmpty;

    /// <summary>A work item's turn: begins to pump, on a thread and in a context that are no sender's.</summary>
    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    /// <summary>Puts everything in the connection's own line, which is sent before its close frame.</summary>
    public void SendAll()
    {
        int count;
        lock (_gate)
        {
            // The pump's turn does not count: it may not have reached the line yet, and be refused. A turn too many finds nothing.
            count = _messages.Count;
            _turns += count;
        }

        for (int i = 0; i < count; i++)
            _ = SendNextAsync();
    }

    /// <summary>A task that completes when nothing waits, or nothing will be sent.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            return _messages.Count == 0
                ? Task.CompletedTask
                : (_whenEmpty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Called with <see cref="_gate"/> held.</summary>
    private void StartPump()
    {
        if (_isPumping)
            return;

        _isPumping = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task PumpAsync()
    {
        while (TryBeginTurn())
            await SendNextAsync().ConfigureAwait(false);
    }

    private bool TryBeginTurn()
    {
        lock (_gate)
        {
            _isPumping = _ended is null && _turns < _messages.Count;
            _turns += _isPumping ? 1 : 0;
            return _isPumping;
        }
    }

    /// <summary>Sends the message that is next when there is room. Never fails: whoever waits with the message is told.</summary>
    private async Task SendNextAsync()
    {
        var turn = new Turn(this);
        try
        {
            await connection.SendAsync(type, Turn.Writer, turn, CancellationToken.None).ConfigureAwait(false);
            onSent();
            turn.Message!.OnSent();
        }
        catch (WsException e) when (turn.Message is null)
        {
            OnRefused(e);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the one who sends this message; where the turn found none, nobody.
        catch (Exception e)
#pragma warning restore CA1031
        {
            turn.Message?.OnFailed(e);
        }
    }

    /// <summary>Takes the message whose turn it is; null where it was given up meanwhile.</summary>
    private BacklogMessage? TakeNext()
    {
        lock (_gate)
        {
            BacklogMessage? next = _messages.First?.Value;
            if (next is not null)
                Remove(next);
            EndTurn();
            return next;
        }
    }

    /// <summary>The connection takes no more, but for the turns that are in its line already.</summary>
    private void OnRefused(WsException refusal)
    {
        lock (_gate)
        {
            _ended ??= refusal;
            EndTurn();
        }
    }

    /// <summary>Gives up what no turn will take any more. Called with <see cref="_gate"/> held.</summary>
    private void EndTurn()
    {
        if (--_turns > 0 || _ended is null)
            return;

        while (_messages.First is { } first)
        {
            Remove(first.Value);
            first.Value.OnFailed(_ended);
        }
    }

    /// <summary>A send whose message is not chosen yet. Of its sender, but for <see cref="Message"/>, which is written under the send buffer's lock before the send is complete.</summary>
    private sealed class Turn(SendBacklog backlog)
    {
        public static readonly WsPayloadWriter<Turn> Writer = static (output, turn) => turn.Write(output);

        public BacklogMessage? Message { get; private set; }

        private void Write(IBufferWriter<byte> output)
        {
            Message = backlog.TakeNext() ?? throw new OperationCanceledException("The message was given up before there was room to send it.");
            Message.Write(output);
        }
    }
}
