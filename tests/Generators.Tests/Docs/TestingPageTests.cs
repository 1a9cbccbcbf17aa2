using TypedWs.Generators.Tests.Doubles;
using TypedWs.Testing.Generators;
using TypedWs.Tests;

namespace TypedWs.Generators.Tests.Docs;

/// <summary>The tests in <c>docs/testing.md</c> compile, with the doubles of the chat sample that they are about.</summary>
public sealed class TestingPageTests
{
    private const string Usings = """
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string TestUsings = """
        global using Chat.Contracts;
        global using Chat.Server;
        global using Microsoft.Extensions.DependencyInjection;
        global using Xunit;
        """;

    [Fact]
    public void Snippets_Compile()
    {
        string[] snippets =
        [
            .. Snippet.In("testing.md", File.ReadAllText(Path.Combine(Repository.Root, "docs", "testing.md")))
                .Where(static snippet => snippet.IsCompiled)
                .Select(static snippet => snippet.Code),
        ];
        string[] server = [Sample("Server/ChatServer.cs"), Sample("Server/ChatRooms.cs"), Sample("Server/AudienceNames.cs")];

        GeneratorRun run = GeneratorRun.RunWithoutWarnings(
            DoublesCompilation.Create(
                [Usings, Sample("Contracts/ChatProtocol.cs"), Sample("Contracts/FromClient.cs"), Sample("Contracts/FromServer.cs")],
                [Usings, TestUsings, .. server, .. snippets]),
            new DoublesGenerator());

        Assert.Equal(3, snippets.Length);
        Assert.Equal(3, run.Files.Length);
    }

    private static string Sample(string file) => File.ReadAllText(Path.Combine(Repository.Root, "samples", "Chat", file));
}
