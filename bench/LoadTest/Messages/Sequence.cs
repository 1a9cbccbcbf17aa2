namespace LoadTest.Messages;

/// <summary>Checks that the messages of one sender come whole, once each and in order. One caller at a time.</summary>
internal sealed class Sequence(Arrivals arrivals)
{
    private long _next;

    public void Reset() => _next = 0;

    public void Take(string room, string user, string text, DateTimeOffset at, long seq) => Take(seq, Sample.Matches(room, user, text, at));

    public void Take(Line line) => Take(line.Room, line.User, line.Text, line.At, line.Seq);

    public void Take(ReadOnlySpan<byte> payload, int size) => Take(Payload.SeqOf(payload), payload.Length == size);

    private void Take(long seq, bool whole)
    {
        long expected = _next++;
        if (seq == expected && whole)
            arrivals.Add();
        else
            arrivals.Fail($"Message {expected} was due; {(whole ? $"message {seq} came" : "it came damaged")}.");
    }
}
