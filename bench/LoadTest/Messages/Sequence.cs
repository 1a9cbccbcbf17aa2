namespace LoadTest.Messages;

/// <summary>
/// Checks that messages come whole, once each and in order. They come in lanes, one for each connection that sends, and message <c>n</c> of all goes along lane <c>n</c> modulo the
/// number of lanes. Lanes may call at the same time; each is one caller at a time.
/// </summary>
internal sealed class Sequence(Arrivals arrivals)
{
    private long[] _next = [0]; // An element belongs to the caller of its lane.

    /// <summary>Begins anew. Nothing may be under way.</summary>
    public void Reset(int lanes = 1) => _next = [.. Enumerable.Range(0, lanes)];

    public void Take(string room, string user, string text, DateTimeOffset at, long seq) => Take(seq, Sample.Matches(room, user, text, at));

    public void Take(Line line) => Take(line.Room, line.User, line.Text, line.At, line.Seq);

    public void Take(string text, long seq) => Take(seq, text == Sample.LongText);

    public void Take(Document document) => Take(document.Text, document.Seq);

    /// <summary>Takes a tick, which has no number beside its prices: there is one lane.</summary>
    public void Take(string symbol, double bid, double ask, double last) => Take(_next[0], symbol == Sample.Symbol && Prices.Match(bid, ask, last, _next[0]));

    public void Take(Tick tick) => Take(tick.Symbol, tick.Bid, tick.Ask, tick.Last);

    public void Take(ReadOnlySpan<byte> payload) => Take(Payload.SeqOf(payload), Payload.IsWhole(payload));

    private void Take(long seq, bool whole)
    {
        if (seq < 0 || !whole)
        {
            arrivals.Fail("A message came damaged, or a tick out of turn.");
            return;
        }

        long[] next = _next;
        ref long expected = ref next[seq % next.Length];
        if (seq == expected)
            arrivals.Add();
        else
            arrivals.Fail($"Message {expected} was due; message {seq} came.");
        expected += next.Length;
    }
}
