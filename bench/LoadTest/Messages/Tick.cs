using MessagePack;

namespace LoadTest.Messages;

/// <summary>A market tick: a symbol and three prices. TypedWs has the same members in its contract.</summary>
[MessagePackObject]
public sealed record Tick(
    [property: Key(0)] string Symbol,
    [property: Key(1)] double Bid,
    [property: Key(2)] double Ask,
    [property: Key(3)] double Last)
{
    public static Tick Of(long seq) => new(Sample.Symbol, Prices.BidOf(seq), Prices.AskOf(seq), Prices.LastOf(seq));
}
