using System.Text.RegularExpressions;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>What becomes of messages to clients that do not read fast enough.</summary>
public sealed class SlowPolicyTests
{
    private const string Protocol = """
        [Protocol("p")]
        public partial class PProtocol;

        """;

    [Fact]
    public void Policies_AreInTheDescriptorsOfMessages() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromServer<PProtocol>, WhenSlow(SlowPolicy.LatestOnly)]
            public sealed record Clock(DateTimeOffset At);

            [FromServer<PProtocol>, FromClient<PProtocol>, WhenSlow(SlowPolicy.DropOldest)]
            public sealed record Said(string Text);

            [FromServer<PProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Quote.Symbol))]
            public readonly record struct Quote(string? Symbol, decimal Price);

            [FromServer<PProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Place.@class) + "," + nameof(Place.Id))]
            public sealed record Place(string @class, int? Id, double X);

            [FromServer<PProtocol>, WhenSlow((SlowPolicy)9)]
            public sealed record Odd;

            [FromServer<PProtocol>]
            public sealed record Plain;
            """),
        ["PMethods"]);

    [Fact]
    public void Fingerprint_IsNotOfThePolicies() => Assert.Equal(FingerprintOf(""), FingerprintOf(", WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Quote.Symbol))"));

    private static string FingerprintOf(string policies)
        => Regex.Match(
            GeneratorRun.Of(Protocol + $"[FromServer<PProtocol>{policies}] public sealed record Quote(string Symbol);").TextOf("PProtocol"),
            "\"([0-9a-f]{16})\"").Groups[1].Value;
}
