using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Tests;

/// <summary>What the analyzer reports on contracts, with what the generator made of them, as in a build.</summary>
internal static class AnalyzerRun
{
    /// <summary>Requires one diagnostic at each span marked <c>[|…|]</c>, all with one message.</summary>
    internal static async Task VerifyAsync(string source, string id, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error)
    {
        (string contracts, TextSpan[] spans) = Unmark(source);
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(ContractCompilation.Create(contracts));

        Assert.Equal(spans, diagnostics.Select(static diagnostic => diagnostic.Location.SourceSpan).Order());
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.Equal(id, diagnostic.Id);
            Assert.Equal(severity, diagnostic.Severity);
        });
        Assert.Contains(diagnostics, diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture) == message);
    }

    /// <summary>Requires that there is nothing to report, and that all compiles.</summary>
    internal static async Task VerifyNothingAsync(params string[] sources)
    {
        Assert.Empty(await AnalyzeAsync(ContractCompilation.Create(sources)));
        GeneratorRun.Of(sources);
    }

    internal static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        Compilation complete = GeneratorRun.Run(compilation).Compilation;
        ImmutableArray<Diagnostic> diagnostics = await complete
            .WithAnalyzers([new ContractAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)];
    }

    private static (string Source, TextSpan[] Spans) Unmark(string marked)
    {
        var spans = new List<TextSpan>();
        for (int start = marked.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = marked.IndexOf("[|", StringComparison.Ordinal))
        {
            marked = marked.Remove(start, 2);
            int end = marked.IndexOf("|]", start, StringComparison.Ordinal);
            marked = marked.Remove(end, 2);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return (marked, [.. spans]);
    }
}
