using System.Diagnostics;
using System.Runtime.CompilerServices;
using TypedWs.Diagnostics;

namespace TypedWs.Peers;

/// <content>
/// Where handlers start, all of them: in the receive loop, on the thread pool, or when it is their turn. Calls go by reference: each is a struct as large as a dozen
/// pointers, and to copy it from method to method would take longer than the dispatch.
/// </content>
public sealed partial class Peer
{
    private const long SlowHandlerMilliseconds = 1000;

    /// <summary>Whether requests take their turn, too: they may be cancelled before it comes.</summary>
    internal bool HasStrictOrder => _options.StrictOrder;

    /// <summary>Starts the handler of a one-way message, or lets it wait for those before it. Called by the receive loop.</summary>
    internal void StartInOrder<TCall>(ref TCall call)
        where TCall : struct, IHandlerCall
    {
        if (!call.TryBegin())
            return;

        if (!_options.RunHandlersInline || !_queue.IsIdle)
        {
            Enqueue(ref call);
            return;
        }

        Task running = RunAsync(ref call, isInLoop: true);
        if (!running.IsCompleted)
            _queue.Follow(new ValueTask(running));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enqueue<TCall>(ref TCall call)
        where TCall : struct, IHandlerCall
        => _queue.Enqueue(new InOrder<TCall>(this, call));

    /// <summary>Starts the handler of a request, or lets it wait for the connected hook, or in strict order for its turn. Called by the receive loop.</summary>
    internal void StartAtOnce<TCall>(ref TCall call)
        where TCall : struct, IHandlerCall
    {
        if (_options.StrictOrder)
            StartInOrder(ref call);
        else if (!_queue.IsHeld || !_queue.TryHold(new Held<TCall>(this, call)))
            Begin(ref call, isInLoop: true);
    }

    private void Begin<TCall>(ref TCall call, bool isInLoop)
        where TCall : struct, IHandlerCall
    {
        if (!call.TryBegin())
            return;

        if (_options.RunHandlersInline)
            _ = RunAsync(ref call, isInLoop);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Peer.RunAsync(ref work.Call, isInLoop: false), (Peer: this, Call: call), preferLocal: false);
    }

    /// <summary>Every handler starts here. May run on any thread.</summary>
    private Task RunAsync<TCall>(ref TCall call, bool isInLoop)
        where TCall : struct, IHandlerCall
    {
        long start = Environment.TickCount64;
        Task running = call.IsStream || !HandlerRun.IsWatched(call.Activity) ? RunUnwatched(ref call) : RunWatched(ref call);
        long elapsed = Environment.TickCount64 - start;
        if (elapsed >= SlowHandlerMilliseconds && isInLoop)
            LogHandlerBlocked(_logger, call.Method, elapsed);
        return running;
    }

    private static Task RunUnwatched<TCall>(ref TCall call)
        where TCall : struct, IHandlerCall
    {
        ValueTask<CallOutcome> running = call.RunAsync();
        return running.IsCompletedSuccessfully ? Task.CompletedTask : running.AsTask();
    }

    /// <summary>Runs a handler within its span, which flows into its continuations; this thread, such as the receive loop's, has its own again on return.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task RunWatched<TCall>(ref TCall call)
        where TCall : struct, IHandlerCall
    {
        RequestTicket ticket = call.Ticket;
        Activity? current = Activity.Current;
        var run = HandlerRun.Start(ticket.Activity, call.Method, ticket.Format, Endpoint);
        ValueTask<CallOutcome> running = call.RunAsync();
        if (ticket.Activity is not null)
            Activity.Current = current;
        if (!running.IsCompletedSuccessfully)
            return EndAsync(run, running);

        run.End(running.GetAwaiter().GetResult());
        return Task.CompletedTask;

        static async Task EndAsync(HandlerRun run, ValueTask<CallOutcome> running) => run.End(await running.ConfigureAwait(false));
    }

    /// <summary>A message that waits for those before it.</summary>
    private sealed class InOrder<TCall>(Peer peer, TCall call) : QueuedMessage(call.Size)
        where TCall : struct, IHandlerCall
    {
        public override ValueTask RunAsync() => new(peer.RunAsync(ref call, isInLoop: false));

        public override void Drop() => call.Drop();
    }

    /// <summary>A request that waits for the connected hook, and for nothing else.</summary>
    private sealed class Held<TCall>(Peer peer, TCall call) : QueuedMessage(call.Size, isRequest: true)
        where TCall : struct, IHandlerCall
    {
        public override ValueTask RunAsync()
        {
            peer.Begin(ref call, isInLoop: false);
            return ValueTask.CompletedTask;
        }
    }
}
