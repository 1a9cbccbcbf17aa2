namespace LoadTest.Messages;

/// <summary>What every message says, apart from its number.</summary>
internal static class Sample
{
    public const string Room = "lobby";
    public const string User = "ada";
    public const string Text = "The quick brown fox jumps over the lazy dog, and then once more.";
    public const string Symbol = "MSFT";

    public static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    /// <summary>4 KiB of it.</summary>
    public static readonly string LongText = string.Concat(Enumerable.Repeat(Text, 4096 / Text.Length));

    public static bool Matches(string room, string user, string text, DateTimeOffset at)
        => room == Room && user == User && text == Text && at == At;
}
