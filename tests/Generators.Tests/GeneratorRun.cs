using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests;

/// <summary>What the generator made of some contracts, and what the compiler says of it.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(ImmutableArray<GeneratedSourceResult> files, Compilation compilation)
    {
        Files = files;
        Compilation = compilation;
    }

    internal ImmutableArray<GeneratedSourceResult> Files { get; }

    /// <summary>The contracts with what was generated.</summary>
    internal Compilation Compilation { get; }

    /// <summary>Runs the generator and requires that all compiles without a warning; users may leave their own code undocumented.</summary>
    internal static GeneratorRun Of(params string[] sources) => RunWithoutWarnings(ContractCompilation.Create(sources), new ContractGenerator());

    /// <summary>Runs a generator and requires the same of what it adds.</summary>
    internal static GeneratorRun RunWithoutWarnings(CSharpCompilation compilation, IIncrementalGenerator generator)
    {
        GeneratorRun run = Run(compilation, generator);
        Assert.Empty(run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic.Id == "CS1591" && !run.IsGenerated(diagnostic))));
        return run;
    }

    /// <summary>Runs the generator on contracts that may be wrong, and requires that the compiler finds no error in generated code.</summary>
    internal static GeneratorRun Run(CSharpCompilation compilation) => Run(compilation, new ContractGenerator());

    private static GeneratorRun Run(CSharpCompilation compilation, IIncrementalGenerator generator)
    {
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([generator.AsSourceGenerator()], parseOptions: ContractCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, TestContext.Current.CancellationToken);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);

        var run = new GeneratorRun(result.GeneratedSources, updated);
        Assert.Empty(updated.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && run.IsGenerated(diagnostic)));
        return run;
    }

    /// <summary>The text of one file.</summary>
    internal string TextOf(string name) => Assert.Single(Files, file => file.HintName == name + ".g.cs").SourceText.ToString();

    internal bool IsGenerated(Diagnostic diagnostic) => Files.Any(file => file.SyntaxTree == diagnostic.Location.SourceTree);
}
