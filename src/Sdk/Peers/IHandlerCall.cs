using System.Diagnostics;
using TypedWs.Diagnostics;

namespace TypedWs.Peers;

/// <summary>A message that was read, and the handler that is to get it. Structs implement it, so that a handler that starts in the receive loop costs nothing.</summary>
internal interface IHandlerCall
{
    /// <summary>The message's name.</summary>
    string Method { get; }

    /// <summary>What answering it needs.</summary>
    RequestTicket Ticket { get; }

    /// <inheritdoc cref="RequestTicket.Activity"/>
    Activity? Activity { get; }

    /// <summary>Whether the handler goes on after <see cref="RunAsync"/>: a stream, which tells traces and metrics by itself when it ends.</summary>
    bool IsStream { get; }

    /// <summary>What it counts against <see cref="PeerOptions.MaxQueuedBytes"/> while it waits.</summary>
    int Size { get; }

    /// <summary>Makes room for a request or a stream, before <see cref="RunAsync"/> or <see cref="Drop"/>.</summary>
    /// <returns>False where there is none; that is answered by then.</returns>
    bool TryBegin();

    /// <summary>Gives the room back: the conversation could not be set up, and nothing is handled any more.</summary>
    void Drop();

    /// <summary>Calls the handler and answers. Never throws: what the handler throws is logged or answered.</summary>
    /// <returns>How the handler ended, once it is done and answered; for a stream, when it is opened and, in strict order, the handler has returned it. The task never fails.</returns>
    ValueTask<CallOutcome> RunAsync();
}
