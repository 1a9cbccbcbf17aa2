using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests.Diagnostics;

/// <summary>Diagnostics can be silenced and configured as those of any analyzer.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public async Task Pragma_SilencesTheDiagnostic()
    {
        CSharpCompilation compilation = ContractCompilation.Create("""
            [Protocol("chat")] public partial class ChatProtocol;
            #pragma warning disable TWS2001, TWS2011
            [FromClient<ChatProtocol>] public sealed class Say { public int Count; }
            [FromClient<ChatProtocol>] public sealed record Shout(object Text);
            #pragma warning restore TWS2011
            [FromClient<ChatProtocol>] public sealed class Whisper { public int Count; }
            """);

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.AnalyzeAsync(compilation));

        Assert.Equal("TWS2011", diagnostic.Id);
        Assert.Equal(5, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    [InlineData(ReportDiagnostic.Suppress, null)]
    public async Task EditorConfig_SetsTheSeverity(ReportDiagnostic configured, DiagnosticSeverity? expected)
    {
        CSharpCompilation compilation = ContractCompilation.Create("""
            [Protocol("chat")] public partial class ChatProtocol;
            [FromClient<ChatProtocol>] public sealed class Say { public int Count; }
            """);
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new ConfiguredSeverity("TWS2011", configured)));

        Assert.Equal(expected, (await AnalyzerRun.AnalyzeAsync(compilation)).SingleOrDefault()?.Severity);
    }

    /// <summary>What the compiler makes of <c>dotnet_diagnostic.{id}.severity</c> in an <c>.editorconfig</c>.</summary>
    private sealed class ConfiguredSeverity(string id, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic value)
        {
            value = severity;
            return diagnosticId == id;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic value)
        {
            value = default;
            return false;
        }
    }
}
