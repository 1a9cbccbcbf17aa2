using System.Text.RegularExpressions;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>Errors that messages declare.</summary>
public sealed class ErrorTests
{
    private const string Protocol = """
        [Protocol("p")]
        public partial class PProtocol;

        /// <summary>The room takes no more than <paramref name="Limit"/>.</summary>
        public sealed record RoomFull(int Limit);

        public enum Reason { Spam, Age }

        """;

    [Fact]
    public void Errors_AreDescribedAndDocumented() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            /// <summary>Enters a room.</summary>
            [FromClient<PProtocol>(TimeoutMilliseconds = 5000), MessageError<Reason>(51), MessageError<RoomFull>(50)]
            public sealed record Join(string Room) : IReturns;

            [FromServer<PProtocol>, MessageError<List<RoomFull>>(1)]
            public sealed record Watch : IStreams<int>;

            [FromServer<PProtocol>, MessageError<int?>(-1)]
            public sealed record Store(string Name) : IAccepts<byte[]>, IReturns;

            [FromClient<PProtocol>, MessageError<RoomFull>(1)]
            public sealed record Convert : IAccepts<int>, IStreams<int>;
            """),
        ["PClient", "PSession", "IPServerHandler", "IPClientHandler", "PMethods", "PCodecs", "PCodecs.RoomFull"]);

    [Fact]
    public void Fingerprint_IsOfTheErrorsWhateverTheirOrder()
    {
        string none = FingerprintOf("");
        string one = FingerprintOf(", MessageError<RoomFull>(50)");
        string otherCode = FingerprintOf(", MessageError<RoomFull>(51)");
        string otherType = FingerprintOf(", MessageError<Reason>(50)");
        string two = FingerprintOf(", MessageError<RoomFull>(50), MessageError<Reason>(51)");
        string turned = FingerprintOf(", MessageError<Reason>(51), MessageError<RoomFull>(50)");

        Assert.Equal(two, turned);
        Assert.Equal(5, new HashSet<string> { none, one, otherCode, otherType, two }.Count);
    }

    [Fact]
    public void Fingerprint_IsNotOfTheTimeout() => Assert.Equal(FingerprintOf(""), FingerprintOf("", "(TimeoutMilliseconds = 1)"));

    private static string FingerprintOf(string errors, string arguments = "")
        => Regex.Match(
            GeneratorRun.Of(Protocol + $"[FromClient<PProtocol>{arguments}{errors}] public sealed record Join(string Room) : IReturns<Reason>;").TextOf("PProtocol"),
            "\"([0-9a-f]{16})\"").Groups[1].Value;
}
