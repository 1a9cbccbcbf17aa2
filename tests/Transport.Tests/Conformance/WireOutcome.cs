using System.Text;

namespace TypedWs.Transport.Tests.Conformance;

/// <summary>What became of a connection that was given some bytes.</summary>
/// <param name="Messages">What was handed over.</param>
/// <param name="Sent">The frames that it sent.</param>
/// <param name="Closed">How it ended.</param>
internal sealed record WireOutcome(IReadOnlyList<byte[]> Messages, IReadOnlyList<RawPeer.Frame> Sent, WsClosed Closed)
{
    public IEnumerable<string> Texts => Messages.Select(Encoding.UTF8.GetString);

    /// <summary>The code of the only close frame sent, which is the last frame; 1005 where it has no body, null where there is none.</summary>
    public int? SentCloseCode
    {
        get
        {
            RawPeer.Frame? close = Sent.SingleOrDefault(frame => frame.Opcode == 8);
            if (close is null)
                return null;
            Assert.Same(Sent[^1], close);
            return close.Payload.Length == 0 ? 1005 : close.CloseCode;
        }
    }
}
