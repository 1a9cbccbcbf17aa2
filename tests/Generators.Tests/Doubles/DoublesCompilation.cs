using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests.Doubles;

/// <summary>A test project, and the assembly of contracts that it references.</summary>
internal static class DoublesCompilation
{
    internal static CSharpCompilation Create(string contracts, params string[] sources) => Create([contracts], sources);

    internal static CSharpCompilation Create(string[] contracts, string[] sources)
        => ContractCompilation.Create(["global using TypedWs.Testing;", .. sources]).WithAssemblyName("Tests").AddReferences(Compile(contracts));

    private static PortableExecutableReference Compile(string[] contracts)
    {
        using var assembly = new MemoryStream();
        Compilation compilation = GeneratorRun.Of(contracts).Compilation;
        Assert.True(compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success);
        assembly.Position = 0;
        return MetadataReference.CreateFromStream(assembly);
    }
}
