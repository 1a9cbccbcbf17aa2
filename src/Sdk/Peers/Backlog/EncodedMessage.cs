using System.Buffers;
using TypedWs.CompilerServices;

namespace TypedWs.Peers;

/// <summary>A message whose sender has gone on. Its bytes may be shared by the backlogs of many sessions.</summary>
/// <param name="session">Whom it is for.</param>
/// <param name="method">Its name on the wire.</param>
/// <param name="policy">Why it may be dropped meanwhile, if it may.</param>
/// <param name="key">Equal to that of the message that it replaces; null where it replaces none.</param>
/// <param name="payload">The envelope.</param>
internal sealed class EncodedMessage(SessionContext session, string method, SlowPolicy policy, object? key, ReadOnlyMemory<byte> payload) : BacklogMessage
{
    public object? Key => key;

    public SlowPolicy Policy => policy;

    public override int Size => payload.Length;

    public override void Write(IBufferWriter<byte> output) => output.Write(payload.Span);

    /// <summary>Tells the session that it was dropped. Not to be called under a lock.</summary>
    public void OnDropped() => session.OnDropped(method, policy);
}
