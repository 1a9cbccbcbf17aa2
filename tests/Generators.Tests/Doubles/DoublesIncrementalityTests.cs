using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedWs.Testing.Generators;

namespace TypedWs.Generators.Tests.Doubles;

/// <summary>An edit of a test makes no doubles anew.</summary>
public sealed class DoublesIncrementalityTests
{
    private const string Contracts = """
        [Protocol("a")] public sealed partial class AProtocol;
        [FromServer<AProtocol>] public sealed record Said(string Text);
        [Protocol("b")] public sealed partial class BProtocol;
        [FromClient<BProtocol>] public sealed record Ask(string Text) : IReturns<int>;
        """;

    [Fact]
    public void Edit_OfATest_LeavesTheDoublesCached()
        => AssertReasons(
            Edit("[assembly: RecordingDoubles<AProtocol>]", "public class Tests;", "public class Tests { public int X; }"),
            IncrementalStepRunReason.Cached);

    [Fact]
    public void Edit_ThatNamesAnotherProtocol_LeavesTheFirstCached()
        => AssertReasons(
            Edit("[assembly: RecordingDoubles<AProtocol>]", "public class Tests;", "[assembly: RecordingDoubles<BProtocol>] public class Tests;"),
            IncrementalStepRunReason.Cached,
            IncrementalStepRunReason.New);

    private static GeneratorRunResult Edit(string attribute, string before, string after)
    {
        CSharpCompilation compilation = DoublesCompilation.Create(Contracts, attribute, before);
        SyntaxTree edited = compilation.SyntaxTrees.Last();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DoublesGenerator().AsSourceGenerator()],
            parseOptions: ContractCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(
            compilation.ReplaceSyntaxTree(edited, ContractCompilation.Parse(after, edited.FilePath)),
            TestContext.Current.CancellationToken);
        return Assert.Single(driver.GetRunResult().Results);
    }

    private static void AssertReasons(GeneratorRunResult result, params IncrementalStepRunReason[] expected)
        => Assert.Equal(expected, result.TrackedOutputSteps["SourceOutput"].SelectMany(static step => step.Outputs).Select(static output => output.Reason));
}
