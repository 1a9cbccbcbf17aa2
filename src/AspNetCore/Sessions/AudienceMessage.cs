using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Transport;

namespace TypedWs.AspNetCore.Sessions;

/// <summary>A message to many, encoded once for all members of a kind: by their format, and by whether they are told the trace. Of one thread.</summary>
internal struct AudienceMessage<T>(OneWayMethod<T> method, T message)
{
    private readonly Activity? _trace = Peer.CurrentTrace;
    private Variants _plain;
    private Variants _traced;
    private object? _key; // Made where it is first asked for.

    /// <summary>What tells the message from those that it does not replace.</summary>
    public object Key => _key ??= method.KeyOf(message);

    /// <summary>The message as this member gets it.</summary>
    public WsPreparedMessage For(Peer member)
    {
        bool isTraced = _trace is not null && member.CarriesTrace;
        ref WsPreparedMessage? prepared = ref (isTraced ? ref _traced : ref _plain).Of(member.Format);
        return prepared ??= Peer.Prepare(method, message, member.Format, isTraced ? _trace : null);
    }

    private struct Variants
    {
        private WsPreparedMessage? _json;
        private WsPreparedMessage? _messagePack;

        [UnscopedRef]
        public ref WsPreparedMessage? Of(WireFormat format) => ref format == WireFormat.Json ? ref _json : ref _messagePack;
    }
}
