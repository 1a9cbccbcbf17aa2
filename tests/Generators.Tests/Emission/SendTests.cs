using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>The methods that send messages: overloads, parameters, documentation.</summary>
public sealed class SendTests
{
    private const string Protocol = """
        [Protocol("p")]
        public partial class PProtocol;

        """;

    [Fact]
    public void EmptyMessages_CanBeSentWithoutOne() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record Wake;

            [FromClient<PProtocol>]
            public readonly record struct Count : IReturns<int?>;

            [FromServer<PProtocol>]
            public sealed class Drain : IReturns;
            """),
        ["PClient", "PSession", "PAudience", "IPServerHandler", "IPClientHandler", "PMethods", "PCodecs.Wake"]);

    [Fact]
    public void Timeouts_AreStatedOnceAndForEachCall() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>(TimeoutMilliseconds = 5000), FromServer<PProtocol>(TimeoutMilliseconds = 5000)]
            public sealed record Probe : IReturns;

            [FromClient<PProtocol>(TimeoutMilliseconds = -1)]
            public sealed record Wait(Wait? Next, TimeSpan Timeout) : IReturns<int>;
            """),
        ["PClient", "PMethods", "PSession"]);

    [Fact]
    public void Calls_OfAllOverloads_MeanWhatTheyDidWithoutTimeouts()
    {
        GeneratorRun run = GeneratorRun.Of(Protocol + """
            [JsonDerivedType(typeof(Ask), "ask")]
            public abstract record Node;

            /// <summary>Its members could be a message and a time-out.</summary>
            [FromClient<PProtocol>]
            public sealed record Ask(Node? Inner, TimeSpan Delay) : Node, IReturns;

            [FromClient<PProtocol>]
            public sealed record Twice(Twice? Next, TimeSpan Delay) : IReturns;

            internal static class Calls
            {
                public static object[] All(PClient client, Node node, Ask ask, Twice twice, TimeSpan time) =>
                [
                    client.AskAsync(ask),
                    client.AskAsync(ask, default),
                    client.AskAsync(ask, time),
                    client.AskAsync(node, time),
                    client.TwiceAsync(twice, default),
                    client.TwiceAsync(twice, time),
                ];
            }
            """);

        SyntaxTree contracts = run.Compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Contracts0.cs");
        SemanticModel semantics = run.Compilation.GetSemanticModel(contracts);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(
            ["message, cancellationToken", "message, cancellationToken", "message, timeout, cancellationToken", "inner, delay, cancellationToken", "message, cancellationToken", "message, timeout, cancellationToken"],
            contracts.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Select(call => string.Join(", ", ((IMethodSymbol)semantics.GetSymbolInfo(call, cancellation).Symbol!).Parameters.Select(static parameter => parameter.Name))));
    }

    [Fact]
    public void Defaults_AreThoseOfTheConstructor() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record Search(
                string Text,
                string? After = null,
                string Order = "\"name\"\n",
                int Limit = -1,
                long Most = long.MinValue,
                double Score = 1.5,
                float Nothing = float.NaN,
                decimal Price = 0.25m,
                char Separator = '\'',
                Scope Scope = Scope.All,
                Scope Odd = (Scope)9,
                Scope? Maybe = Scope.@default,
                Guid Id = default,
                int[]? Pages = default) : IReturns<List<string>>;

            public enum Scope { @default, All }
            """),
        ["PClient", "PCodecs.Search"]);

    [Fact]
    public void Keywords_AreEscaped() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record @event(int Class, string @return, int Reader, int Members, int Result, int field);
            """),
        ["PClient", "PMethods", "PCodecs.Event"]);

    [Fact]
    public void Documentation_IsCopied() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            /// <summary>
            /// Buys <paramref name="Count"/> &lt;shares&gt; of <see cref="Stock"/>.
            /// It may take a while.
            /// </summary>
            /// <param name="Symbol">The <c>symbol</c>.</param>
            /// <param name="Count">How many.</param>
            [FromClient<PProtocol>, FromServer<PProtocol>]
            public sealed record Buy(string Symbol, int Count) : IReturns<Stock>;

            /// <inheritdoc cref="Buy"/>
            [FromClient<PProtocol>]
            public sealed record Sell(string Symbol);

            public sealed record Stock(string Symbol);
            """),
        ["PClient", "IPServerHandler", "IPClientHandler"]);

    [Fact]
    public void Overloads_ThatWouldBeAmbiguousOrIncomplete_AreLeftOut()
    {
        string client = GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record Chain(Chain? Next, int Depth = 0);

            [FromClient<PProtocol>]
            public sealed record Partly(int X) { public int Y { get; init; } }

            [FromClient<PProtocol>]
            public sealed record Demanding(int X) { public required int Y { get; init; } }

            [FromClient<PProtocol>]
            public sealed record Token(string CancellationToken);

            [FromClient<PProtocol>]
            public sealed record Twins(int Foo, [property: JsonPropertyName("other")] int foo);

            [FromClient<PProtocol>]
            public sealed class Settable { public int X { get; set; } }
            """).TextOf("PClient");

        Assert.DoesNotContain("OverloadResolutionPriority", client, StringComparison.Ordinal);
        Assert.Equal(6, client.Split(" SendAsync(").Length - 1);
    }

    [Fact]
    public void WireName_IsCamelCaseUnlessOneIsGiven()
    {
        string methods = GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record IOStatus(int X);

            [FromClient<PProtocol>("status<&>url")]
            public sealed record URL(int X);

            [FromServer<PProtocol>]
            public sealed record IP(int X);
            """).TextOf("PMethods");

        Assert.Contains("new(\"p.ioStatus\",", methods, StringComparison.Ordinal);
        Assert.Contains("new(\"status<&>url\",", methods, StringComparison.Ordinal);
        Assert.Contains("new(\"p.ip\",", methods, StringComparison.Ordinal);
    }
}
