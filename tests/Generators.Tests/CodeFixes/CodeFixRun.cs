using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedWs.Generators.Diagnostics;

namespace TypedWs.Generators.Tests.CodeFixes;

/// <summary>Applies a code fix as an IDE would.</summary>
internal static class CodeFixRun
{
    /// <summary>Requires that a fix makes one text of another, and that nothing is left to report.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="title">What it offers.</param>
    /// <param name="before">Contracts with one diagnostic that it fixes, or several of which the last one counts.</param>
    /// <param name="after">The same contracts, fixed.</param>
    internal static async Task VerifyAsync(CodeFixProvider fix, string title, string before, string after)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, before);
        Diagnostic diagnostic = (await AnalyzeAsync(document)).Last(candidate => fix.FixableDiagnosticIds.Contains(candidate.Id));

        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
        CodeAction chosen = Assert.Single(actions, action => action.Title == title);
        ImmutableArray<CodeActionOperation> operations = await chosen.GetOperationsAsync(cancellationToken);
        Document changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

        Assert.Equal(after, (await changed.GetTextAsync(cancellationToken)).ToString(), ignoreLineEndingDifferences: true);
        Assert.Empty(await AnalyzeAsync(changed));
    }

    /// <summary>What a fix offers for the last diagnostic of some contracts.</summary>
    internal static async Task<IEnumerable<string>> OffersAsync(CodeFixProvider fix, string contracts)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, contracts);
        Diagnostic diagnostic = (await AnalyzeAsync(document)).Last(candidate => fix.FixableDiagnosticIds.Contains(candidate.Id));
        List<string> titles = [];
        await fix.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => titles.Add(action.Title), TestContext.Current.CancellationToken));
        return titles;
    }

    private static Document Open(AdhocWorkspace workspace, string contracts)
    {
        Project project = workspace
            .AddProject("Contracts", LanguageNames.CSharp)
            .WithMetadataReferences(ContractCompilation.References)
            .WithCompilationOptions(ContractCompilation.Options)
            .WithParseOptions(ContractCompilation.ParseOptions);
        return project.AddDocument("Usings.cs", ContractCompilation.Usings).Project.AddDocument("Contracts.cs", contracts);
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers([new ContractAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }
}
