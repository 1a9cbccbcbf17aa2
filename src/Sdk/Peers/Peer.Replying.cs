using System.Buffers;
using TypedWs.CompilerServices;
using TypedWs.Diagnostics;
using TypedWs.Envelopes;
using TypedWs.Transport;

namespace TypedWs.Peers;

/// <content>Answers to the other side's requests. May run on any thread; never waits and never throws.</content>
public sealed partial class Peer
{
    // Bytes of answers that wait for the others of their batches; changed with Interlocked.
    private long _batchedBytes;

    /// <summary>
    /// Whether more answers wait in batches than the send buffer takes: the conversation was given up then. A batch of a megabyte may ask for a hundred times as much,
    /// and keep it here for as long as one of its requests runs.
    /// </summary>
    private bool HasBatchedTooMuch => Interlocked.Read(ref _batchedBytes) > Connection.SendHardLimit;

    internal RunningRequest? TryBeginRequest(string method, in RequestTicket ticket)
    {
        RunningRequest? request = Running.TryBegin(in ticket);
        if (request is null)
        {
            LogBusy(_logger, method, _options.MaxConcurrentRequests);
            CountRefused("busy", method);
            ReplyError(in ticket, new ErrorBody(ErrorCodes.Busy, $"Busy: {_options.MaxConcurrentRequests} requests are running. Try again later."));
        }

        return request;
    }

    /// <summary>Ends a request before it is answered; <see cref="Answered"/> follows.</summary>
    /// <returns>Whether the request had been cancelled.</returns>
    internal bool EndRequest(RunningRequest request) => Running.End(request);

    /// <summary>Notes that a request that has ended needs no answer any more: a conversation that drains need not wait for it.</summary>
    internal void Answered() => Running.Answered();

    /// <summary>Ends a request whose answer nobody waits for here.</summary>
    /// <returns>Whether the request had been cancelled.</returns>
    internal bool ReleaseRequest(RunningRequest request)
    {
        bool wasCancelled = Running.End(request);
        Running.Answered();
        return wasCancelled;
    }

    internal void Reply<TReply>(in RequestTicket ticket, ValueCodec<TReply> codec, TReply reply)
    {
        try
        {
            Send(in ticket, Result<TReply>.Writer, new Result<TReply>(ticket, codec, reply));
        }
        catch (Exception e)
        {
            LogReplyFailed(_logger, typeof(TReply).Name, e);
            ReplyError(in ticket, new ErrorBody(ErrorCodes.InternalError, "The reply could not be written."));
        }
    }

    internal void RejectParams(scoped in Envelope envelope, string method, PayloadException exception)
    {
        LogInvalidParams(_logger, method, exception.Message);
        CountRefused("params", method);
        string path = exception.Path.Length == 0 ? "params" : "params." + exception.Path;
        ReplyError(RequestTicket.For(in envelope), new ErrorBody(ErrorCodes.InvalidParams, $"{path}: {exception.Problem}"));
    }

    /// <returns>How the call ended, for traces and metrics.</returns>
    internal CallOutcome HandlerFailed(string method, Exception exception, in RequestTicket ticket, bool wasCancelled, ErrorTable errors)
    {
        ErrorBody error = ErrorOf(method, exception, in ticket, wasCancelled, errors);
        ReplyError(in ticket, error);
        return new CallOutcome(exception, ticket.IsAnswered ? error.Code : 0);
    }

    /// <summary>What a handler's exception is answered with; and those that are the handler's fault are logged.</summary>
    private ErrorBody ErrorOf(string method, Exception exception, in RequestTicket ticket, bool wasCancelled, ErrorTable errors)
    {
        switch (exception)
        {
            case ForbiddenException:
                CountRefused("forbidden", method);
                return new ErrorBody(ErrorCodes.Forbidden, exception.Message);
            case RemoteException remote when ticket.IsAnswered:
                return WriteError(method, remote, ticket.Format, errors);
            case OperationCanceledException when wasCancelled:
            case var _ when IsOwnEnd(exception):
                return new ErrorBody(ErrorCodes.Cancelled, "The request was cancelled.");
            default:
                LogHandlerFailed(_logger, method, exception);
                RpcMetrics.HandlerFailed(method, exception, Endpoint);
                return Unexpected(exception);
        }
    }

    internal void ReplyError(in RequestTicket ticket, ErrorBody error)
    {
        if (ticket.IsAnswered)
            Send(in ticket, static (output, state) => EnvelopeWriter.WriteError(output, state.ticket.Format, state.ticket.Id, state.error), (ticket, error));
    }

    /// <summary>
    /// Whether an exception is what a handler meets when this conversation ends, which is nobody's fault. While it is open, the same tell of another connection.
    /// </summary>
    private bool IsOwnEnd(Exception exception) => exception switch
    {
        OperationCanceledException => Disconnected.IsCancellationRequested,
        RequestLostException or StreamLostException or WsClosedException => IsClosing,
        _ => false,
    };

    private void Send<TState>(in RequestTicket ticket, WsPayloadWriter<TState> writer, TState state)
    {
        if (ticket.Batch is { } batch)
        {
            var reply = new ArrayBufferWriter<byte>();
            writer(reply, state);
            if (Interlocked.Add(ref _batchedBytes, reply.WrittenCount) > Connection.SendHardLimit)
                AbortUnread();
            else
                SendBatch(batch, batch.Add(reply.WrittenSpan));
        }
        else
        {
            TrySendOwn(TypeOf(ticket.Format), writer, state);
        }
    }

    /// <param name="batch">What was answered.</param>
    /// <param name="replies">The whole answer, or nothing while it is not complete.</param>
    private void SendBatch(BatchReply batch, ReadOnlyMemory<byte> replies)
    {
        if (replies.IsEmpty)
            return;

        Interlocked.Add(ref _batchedBytes, -batch.ReplyBytes);
        TrySendOwn(WsMessageType.Text, static (output, state) => output.Write(state.Span), replies);
    }

    /// <summary>The conversation's own sends are admitted above the high-water mark; a peer that does not take even those is given up.</summary>
    private void TrySendOwn<TState>(WsMessageType type, WsPayloadWriter<TState> writer, TState state)
    {
        if (Connection.TrySend(type, writer, state))
            Interlocked.Increment(ref _messagesSent);
        else if (!Connection.IsClosing)
            AbortUnread();
    }

    private void AbortUnread()
        => Connection.Abort("an answer did not fit into the send buffer (WsConnectionOptions.SendHardLimit): the other side does not read, or asks for too much at once");

    /// <summary>What a reply's writer needs; a struct, so that a reply allocates nothing.</summary>
    private readonly record struct Result<TReply>(RequestTicket Ticket, ValueCodec<TReply> Codec, TReply Value)
    {
        public static readonly WsPayloadWriter<Result<TReply>> Writer
            = static (output, state) => EnvelopeWriter.WriteResult(output, state.Ticket.Format, state.Ticket.Id, state.Codec, state.Value);
    }
}
