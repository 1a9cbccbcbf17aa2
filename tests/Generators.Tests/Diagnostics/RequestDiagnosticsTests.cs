using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>TWS1014: requests that no protocol has; and what an IDE is told while the user types.</summary>
public sealed class RequestDiagnosticsTests
{
    private const string Protocol = """
        [Protocol("chat")] public partial class ChatProtocol;

        """;

    [Theory]
    [InlineData("public sealed record [|Ask|](string Text) : IReturns<int>;")]
    [InlineData("public struct [|Ask|] : IReturns;")]
    public Task Request_WithoutProtocol_IsReported(string request) => AnalyzerRun.VerifyAsync(
        Protocol + request,
        "TWS1014",
        "'Ask' is a request, but no protocol has it. Mark it [FromClient<…>] or [FromServer<…>], or make it abstract if it is a base of requests.",
        DiagnosticSeverity.Warning);

    [Fact]
    public Task Request_ThatIsABase_IsNotReported() => AnalyzerRun.VerifyNothingAsync(Protocol + """
        public abstract record Query<T> : IReturns<T>;
        public record Paged<T>(int Page) : IReturns<T>;
        public interface IQuery : IReturns<int>;
        [FromClient<ChatProtocol>] public sealed record Ask(string Text) : Query<int>;
        """);

    /// <summary>An IDE asks for one file at a time, and never for what is reported at the end of a compilation.</summary>
    [Theory]
    [InlineData("[FromServer<ChatProtocol>(\"chat.say\")] public sealed record Said(string Text);", "TWS1006")]
    [InlineData("namespace Other { [FromClient<ChatProtocol>(\"other\")] public sealed record Say(string Text); }", "TWS1007")]
    public async Task Conflict_BetweenFiles_IsReportedInEachAlone(string other, string id)
    {
        CSharpCompilation compilation = ContractCompilation.Create(Protocol + "[FromClient<ChatProtocol>] public sealed record Say(string Text);", other);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new ContractAnalyzer()]);

        foreach (SyntaxTree tree in compilation.SyntaxTrees.Skip(1))
        {
            Diagnostic diagnostic = Assert.Single(await analysis.GetAnalyzerSemanticDiagnosticsAsync(
                compilation.GetSemanticModel(tree),
                filterSpan: null,
                TestContext.Current.CancellationToken));
            Assert.Equal(id, diagnostic.Id);
        }
    }
}
