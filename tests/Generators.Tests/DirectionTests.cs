using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Tests;

/// <summary>A mistake about who sends a message, or a message that nobody handles, is the compiler's to report: at the user's own line.</summary>
public sealed class DirectionTests
{
    private const string Contracts = """
        [Protocol("p")]
        public sealed partial class PProtocol;

        [FromClient<PProtocol>]
        public sealed record Say(string Text);

        [FromServer<PProtocol>]
        public sealed record Said(string Text);

        [FromClient<PProtocol>]
        public sealed record Join(string Room) : IReturns<Joined>;

        public sealed record Joined(int Count);
        """;

    [Theory]
    [InlineData("client.SendSayAsync(\"hi\")")]
    [InlineData("client.SendSayAsync(new Say(\"hi\"))")]
    [InlineData("client.JoinAsync(\"lobby\")")]
    [InlineData("session.SendSaidAsync(\"hi\")")]
    [InlineData("session.Group(\"lobby\").SendSaidAsync(\"hi\")")]
    public void Send_InItsDirection_Compiles(string call) => Assert.Empty(ErrorsOf(Use(call)));

    [Theory]
    [InlineData("client.SendSaidAsync(\"hi\")", "SendSaidAsync")]
    [InlineData("session.SendSayAsync(\"hi\")", "SendSayAsync")]
    [InlineData("session.JoinAsync(\"lobby\")", "JoinAsync")]
    [InlineData("session.Group(\"lobby\").SendSayAsync(\"hi\")", "SendSayAsync")]
    public void Send_InTheWrongDirection_DoesNotCompile(string call, string missing)
    {
        Diagnostic error = Assert.Single(ErrorsOf(Use(call)));

        Assert.Equal("CS1061", error.Id);
        Assert.Contains(missing, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Handler_WithoutOneOfTheMessages_DoesNotCompile()
    {
        Diagnostic error = Assert.Single(ErrorsOf("""
            public sealed class Server : IPServerHandler
            {
                public System.Threading.Tasks.ValueTask OnSayAsync(Say message, PSession session, System.Threading.CancellationToken cancellationToken) => default;
            }
            """));

        Assert.Equal("CS0535", error.Id);
        Assert.Contains("OnJoinAsync", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Use(string call) => $$"""
        public static class User
        {
            public static object Use(PClient client, PSession session) => {{call}};
        }
        """;

    private static IEnumerable<Diagnostic> ErrorsOf(string code)
        => GeneratorRun.Run(ContractCompilation.Create(Contracts, code)).Compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
