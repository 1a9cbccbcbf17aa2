namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1039 and TWS1040: what is wrong with the policies that a message requires.</summary>
public sealed class PolicyDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Fact]
    public Task Policy_OfAMessageOfTheServer_IsReported() => AnalyzerRun.VerifyAsync(
        Protocol + """[FromServer<ChatProtocol>, [|RequirePolicy("Moderators")|]] public sealed record Kicked(string Room);""",
        "TWS1039",
        "Message 'Kicked' requires the policy \"Moderators\", but only the server sends it; policies are asked about users, who are clients. Remove [RequirePolicy], or mark it [FromClient<…>].");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("null!")]
    public Task Policy_WithoutAName_IsReported(string name) => AnalyzerRun.VerifyAsync(
        Protocol + $"[FromClient<ChatProtocol>, [|RequirePolicy({name})|]] public sealed record Kick(string User) : IReturns;",
        "TWS1040",
        "Message 'Kick' requires a policy without a name; the server finds a policy by its name. Name one, such as [RequirePolicy(\"Moderators\")].");

    [Fact]
    public Task Policies_AsTheyShouldBe_AreNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        [FromClient<ChatProtocol>, RequirePolicy("Moderators"), RequirePolicy("Adults")] public sealed record Kick(string User) : IReturns;
        [FromClient<ChatProtocol>, FromServer<ChatProtocol>, RequirePolicy("Moderators")] public sealed record Say(string Text);
        [FromClient<ChatProtocol>, RequirePolicy(nameof(ChatProtocol))] public sealed record Watch : IStreams<int>;
        """);
}
