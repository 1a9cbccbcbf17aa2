using LoadTest.Messages;

namespace LoadTest.Contenders.ByHand;

/// <summary>What a client does with an envelope: a reply goes to its caller, the rest is taken. One caller at a time.</summary>
internal sealed class EnvelopeReceiver(IEnvelopeFormat envelopes, Replies replies, Sequence incoming)
{
    public void Take(ReadOnlyMemory<byte> message)
    {
        Envelope envelope = envelopes.Read(message);
        if (envelope.Type == Envelope.Echo)
            replies.Complete(envelope.Id, envelope.Line is { } line && line.Seq == envelope.Id && Sample.Matches(line.Room, line.User, line.Text, line.At));
        else
            envelope.Deliver(incoming);
    }
}
