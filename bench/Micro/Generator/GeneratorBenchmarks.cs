using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedWs.Generators;

namespace Micro.Generator;

/// <summary>What the generator takes of a build, and of an editor after each keystroke. The compiler's own work on symbols is part of both.</summary>
[InvocationCount(1)]
[WarmupCount(3)]
[IterationCount(10)]
public class GeneratorBenchmarks
{
    private SyntaxTree _unrelated = null!;
    private SyntaxTree _edited = null!;
    private CSharpCompilation _compilation = null!;
    private GeneratorDriver _driver = null!;

    /// <summary>How many contracts there are.</summary>
    [Params(10, 100, 1000)]
    public int Contracts { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _unrelated = ManyContracts.Parse("class Unrelated { int Of() => 1; }", "Unrelated.cs");
        _edited = ManyContracts.Parse("class Unrelated { int Of() => 2; }", "Unrelated.cs");
        _compilation = ManyContracts.Create(Contracts, _unrelated);
        _driver = NewDriver(track: true).RunGenerators(_compilation);

        GeneratorRunResult result = UnrelatedEdit().Results.Single();
        if (result.GeneratedSources.IsEmpty
            || result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs)
                .Any(static output => output.Reason != IncrementalStepRunReason.Cached))
        {
            throw new InvalidDataException("An unrelated edit made the generator emit something again.");
        }

        _driver = NewDriver(track: false).RunGenerators(_compilation);
    }

    /// <summary>The first run, as in a build.</summary>
    [Benchmark(Description = "cold")]
    public GeneratorDriverRunResult Cold() => NewDriver(track: false).RunGenerators(_compilation.Clone()).GetRunResult();

    /// <summary>Another run, after an edit in a file without contracts.</summary>
    [Benchmark(Description = "after an unrelated edit")]
    public GeneratorDriverRunResult UnrelatedEdit() => _driver.RunGenerators(_compilation.ReplaceSyntaxTree(_unrelated, _edited)).GetRunResult();

    private static CSharpGeneratorDriver NewDriver(bool track) => CSharpGeneratorDriver.Create(
        [new ContractGenerator().AsSourceGenerator()],
        parseOptions: ManyContracts.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));
}
