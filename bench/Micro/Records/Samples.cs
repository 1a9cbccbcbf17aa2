namespace Micro.Records;

/// <summary>One value of each record.</summary>
internal static class Samples
{
    private const string Sentence = "The quick brown fox jumps over the lazy dog, and then once more.";

    private static readonly object[] All =
    [
        new Sample<ChatLine>(
            new ChatLine("lobby", "ada", Sentence, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), 123_456),
            MicroCodecs.ChatLine,
            RecordsJson.Default.ChatLine),
        new Sample<Document>(
            new Document("notes", string.Concat(Enumerable.Repeat(Sentence, 4096 / Sentence.Length))),
            MicroCodecs.Document,
            RecordsJson.Default.Document),
        new Sample<Tick>(new Tick("MSFT", 412.37, 412.41, 1_200), MicroCodecs.Tick, RecordsJson.Default.Tick),
        new Sample<Order>(
            new Order(
                90_210,
                "Ada Lovelace",
                new Address("12 St James's Square", "London", "GB"),
                Enumerable.Range(1, 50).Select(static i => new OrderLine($"P-{i:D5}", $"Article number {i}", (i % 7) + 1, 9.95m + i)).ToArray()),
            MicroCodecs.Order,
            RecordsJson.Default.Order),
    ];

    public static Sample<T> Of<T>() => All.OfType<Sample<T>>().Single();
}
