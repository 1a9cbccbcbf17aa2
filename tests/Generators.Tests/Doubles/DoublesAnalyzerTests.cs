using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedWs.Testing.Generators;
using TypedWs.Testing.Generators.Diagnostics;

namespace TypedWs.Generators.Tests.Doubles;

/// <summary>TWS3001: what can have no doubles is reported where they are asked for, and gets none.</summary>
public sealed class DoublesAnalyzerTests
{
    private const string Contracts = """
        [Protocol("p")] public sealed partial class PProtocol;
        [FromServer<PProtocol>] public sealed record Said(string Text);
        """;

    [Theory]
    [InlineData(
        "[assembly: RecordingDoubles<Said>]",
        "Recording doubles are asked for 'Said', which is not marked [Protocol]. Name the class that is, such as [assembly: RecordingDoubles<ChatProtocol>].")]
    [InlineData(
        "[assembly: RecordingDoubles<OwnProtocol>] [Protocol(\"own\")] public sealed partial class OwnProtocol;",
        "Recording doubles are asked for 'OwnProtocol', which belongs to this project, whose generated handlers are not compiled yet. Move the contracts to a project of their own and reference it.")]
    [InlineData(
        "[assembly: RecordingDoubles<BareProtocol>]",
        "Recording doubles are asked for 'BareProtocol', which has no handlers that this project may mention. Make the protocol public, or its assembly's internals visible to this one.")]
    public async Task Attribute_OfWhatHasNoHandlers_IsReported(string source, string message)
    {
        CSharpCompilation compilation = Create(source);

        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(compilation));

        Assert.Equal("TWS3001", diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.StartsWith("RecordingDoubles<", source[diagnostic.Location.SourceSpan.Start..], StringComparison.Ordinal);
        Assert.Empty(CSharpGeneratorDriver.Create(new DoublesGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees);
    }

    [Theory]
    [InlineData("[assembly: RecordingDoubles<PProtocol>]")]
    [InlineData("[assembly: RecordingDoubles<Missing>]")]
    [InlineData("[assembly: RecordingDoubles<>]")]
    [InlineData("[assembly: RecordingDoubles]")]
    [InlineData("[assembly: RecordingDoubles<int[]>]")]
    [InlineData("[RecordingDoubles<PProtocol>] public sealed class Misplaced;")]
    public async Task Attribute_OfAProtocol_OrStillBeingTyped_IsNotReported(string source)
    {
        CSharpCompilation compilation = Create(source);

        Assert.Empty(await AnalyzeAsync(compilation));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new DoublesGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(driver.GetRunResult().Results).Exception);
    }

    // A protocol that was compiled without its generator has the attribute and nothing else.
    private static CSharpCompilation Create(string source)
    {
        using var bare = new MemoryStream();
        CSharpCompilation other = ContractCompilation.Create("[Protocol(\"bare\")] public sealed partial class BareProtocol;").WithAssemblyName("Bare");
        Assert.True(other.Emit(bare, cancellationToken: TestContext.Current.CancellationToken).Success);
        bare.Position = 0;
        return DoublesCompilation.Create(Contracts, source).AddReferences(MetadataReference.CreateFromStream(bare));
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
        => compilation.WithAnalyzers([new DoublesAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
}
