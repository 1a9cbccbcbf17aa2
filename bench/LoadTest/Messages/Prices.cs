namespace LoadTest.Messages;

/// <summary>The prices of ticks. They tell the number of their tick, as far as that goes: they begin anew after <see cref="Period"/> ticks.</summary>
internal static class Prices
{
    private const int Period = 10_000;
    private const int LowestCents = 40_000;

    public static double BidOf(long seq) => Price(seq, spread: 0);

    public static double AskOf(long seq) => Price(seq, spread: 4);

    public static double LastOf(long seq) => Price(seq, spread: 2);

    /// <summary>Whether these are the prices of the tick with that number.</summary>
    public static bool Match(double bid, double ask, double last, long seq) => bid == BidOf(seq) && ask == AskOf(seq) && last == LastOf(seq);

    // A quotient of integers, so that the shortest form in decimal has two places, as prices do.
    private static double Price(long seq, int spread) => (LowestCents + (seq % Period) + spread) / 100.0;
}
