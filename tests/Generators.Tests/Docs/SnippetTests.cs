using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedWs.Tests;

namespace TypedWs.Generators.Tests.Docs;

/// <summary>The C# of the docs compiles, with what is generated for it.</summary>
public sealed class SnippetTests
{
    private const string Usings = """
        global using System.IO;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static TheoryData<string> Snippets => [.. All.Where(static snippet => snippet.IsCompiled).Select(static snippet => snippet.ToString())];

    private static IReadOnlyList<Snippet> All { get; } =
    [
        .. new[] { "contracts.md", "conversations.md", "getting-started.md" }
            .SelectMany(static page => Snippet.In(page, File.ReadAllText(Path.Combine(Repository.Root, "docs", page)))),
    ];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_OfTheDocs_Compiles(string name)
    {
        Snippet snippet = All.Single(candidate => candidate.ToString() == name);
        IEnumerable<string> sources = snippet.Continues ? All.Where(other => other.Page == snippet.Page && other.IsCompiled && other.Line <= snippet.Line).Select(static other => other.Code) : [snippet.Code];
        string[] all = [Usings, .. sources, Message(snippet.Code)];
        CSharpCompilation compilation = ContractCompilation.Create(all);
        bool isProgram = compilation.SyntaxTrees.Any(static tree => tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any());

        GeneratorRun run = GeneratorRun.Run(isProgram ? compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)) : compilation);

        Assert.NotEmpty(run.Files);
        Assert.Empty(run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Pages_HaveSnippets() => Assert.Equal(["contracts.md", "conversations.md", "getting-started.md"], All.Select(static snippet => snippet.Page).Distinct());

    /// <summary>A protocol that sends the types of a snippet that has no message of its own, so that the generator has a say.</summary>
    private static string Message(string code)
    {
        SyntaxNode root = ContractCompilation.Parse(code, "Snippet.cs").GetRoot();
        if (code.Contains("[Protocol", StringComparison.Ordinal) || root.ChildNodes().OfType<GlobalStatementSyntax>().Any())
            return "";

        IEnumerable<string> members = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(static type => type.BaseList?.Types.Any(static type => type.ToString() == nameof(MessageInterceptor)) != true)
            .Select(static type => $"{type.Identifier} A{type.Identifier}");
        return $"""
            [Protocol("snippets")]
            public sealed partial class SnippetProtocol;

            [FromClient<SnippetProtocol>]
            public sealed record SnippetMessage({string.Join(", ", members)});
            """;
    }
}
