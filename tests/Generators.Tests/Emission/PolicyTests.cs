using System.Text.RegularExpressions;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>Policies that messages require.</summary>
public sealed class PolicyTests
{
    private const string Protocol = """
        [Protocol("p")]
        public partial class PProtocol;

        """;

    [Fact]
    public void Policies_AreDescribedOfWhatTheClientSends() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>, FromServer<PProtocol>, RequirePolicy("Moderators"), RequirePolicy("a \"quoted\" one"), RequirePolicy("Moderators")]
            public sealed record Kick(string User) : IReturns;

            [FromClient<PProtocol>, RequirePolicy("Moderators")]
            public sealed record Upload : IAccepts<int>, IReturns;

            [FromClient<PProtocol>]
            public sealed record Say(string Text);
            """),
        ["PProtocol"]);

    [Fact]
    public void Fingerprint_IsNotOfThePolicies() => Assert.Equal(FingerprintOf(""), FingerprintOf(", RequirePolicy(\"Moderators\")"));

    private static string FingerprintOf(string policies)
        => Regex.Match(
            GeneratorRun.Of(Protocol + $"[FromClient<PProtocol>{policies}] public sealed record Kick(string User) : IReturns;").TextOf("PProtocol"),
            "\"([0-9a-f]{16})\"").Groups[1].Value;
}
