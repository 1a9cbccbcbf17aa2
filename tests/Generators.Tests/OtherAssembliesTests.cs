using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests;

/// <summary>Types of other assemblies travel with what is public of them.</summary>
public sealed class OtherAssembliesTests
{
    private const string Library = """
        namespace Library;

        public record Point(int X, int Y)
        {
            public Point(string text) : this(text.Length, 0) { }
            public int Z { get; init; }
            internal int Hidden { get; set; }
            public int Computed => X + Y;
            public int Fixed { get; internal set; }
        }

        [JsonDerivedType(typeof(Cat), "cat")]
        public abstract class Animal { public string? Name { get; set; } }
        public sealed class Cat : Animal { public int Lives { get; set; } = 9; }

        public sealed class Closed { internal Closed() { } }
        """;

    [Fact]
    public void Types_AreWrittenByTheirPublicMembers()
    {
        GeneratorRun run = GeneratorRun.Run(Compile("""
            [Protocol("p")] public partial class PProtocol;
            [FromClient<PProtocol>] public sealed record Say(Library.Point Point, List<Library.Animal> Animals);
            """));

        Assert.DoesNotContain(
            run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        string point = run.TextOf("PCodecs.Point");
        Assert.Contains("new(x, y)", point, StringComparison.Ordinal);
        Assert.Contains("Member(\"z\")", point, StringComparison.Ordinal);
        Assert.DoesNotContain("idden", point, StringComparison.Ordinal);
        Assert.DoesNotContain("omputed", point, StringComparison.Ordinal);
        Assert.DoesNotContain("ixed", point, StringComparison.Ordinal);
        Assert.Contains("Case<global::Library.Animal, global::Library.Cat>(Cat, new(\"cat\"), new(\"cat\"))", run.TextOf("PCodecs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_WithoutPublicConstructor_IsReportedAtTheMember()
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerRun.AnalyzeAsync(Compile("""
            [Protocol("p")] public partial class PProtocol;
            [FromClient<PProtocol>] public sealed record Say(Library.Closed Closed);
            """));

        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal("TWS2003", diagnostic.Id);
        Assert.Equal("Contracts0.cs", diagnostic.Location.SourceTree!.FilePath);
    }

    private static CSharpCompilation Compile(string source)
    {
        using MemoryStream library = new();
        CSharpCompilation other = ContractCompilation.Create(Library).WithAssemblyName("Library");
        Assert.True(other.Emit(library, cancellationToken: TestContext.Current.CancellationToken).Success);
        library.Position = 0;
        return ContractCompilation.Create(source).AddReferences(MetadataReference.CreateFromStream(library));
    }
}
