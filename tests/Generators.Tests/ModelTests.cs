using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests;

/// <summary>What the generator keeps between edits holds nothing of the compilation: it would keep all of it alive, and never be equal to the next.</summary>
public sealed class ModelTests
{
    private const string Contracts = """
        [Protocol("chat", Naming = NamingPolicy.SnakeCaseLower, Enums = EnumPolicy.Number)] public partial class ChatProtocol;

        /// <summary>Says <paramref name="Text"/>.</summary>
        /// <param name="Text">The text.</param>
        [FromClient<ChatProtocol>, MessageError<Inner>(1), RequirePolicy("Moderators")] public sealed record Say(string Text, Shade? Shade = Shade.Dark) : IReturns<Dictionary<string, Part?>>;
        [FromServer<ChatProtocol>, WhenSlow(SlowPolicy.LatestOnly, Key = nameof(Said.Shade))] public sealed class Said
        {
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public required List<int> Numbers { get; init; }
            [JsonConverter(typeof(JsonStringEnumConverter))] public Shade Shade { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Part? Part { get; set; }
            [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? Others { get; init; }
        }

        [MessagePack.MessagePackObject(true)] public readonly record struct Inner(Guid Id);
        public sealed record Part(Inner Inner, Part[] Parts);
        public enum Shade { Light, Dark }
        """;

    [Fact]
    public void TrackedSteps_HoldNoSymbolSyntaxOrCompilation()
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ContractGenerator().AsSourceGenerator()],
            parseOptions: ContractCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        GeneratorRunResult result = Assert.Single(
            driver.RunGenerators(ContractCompilation.Create(Contracts), TestContext.Current.CancellationToken).GetRunResult().Results);
        var walk = new Walk();

        foreach (string step in new[] { "Protocols", "ClientMessages", "ServerMessages", "Contracts" })
        {
            ImmutableArray<IncrementalGeneratorRunStep> runs = result.TrackedSteps[step];
            Assert.NotEmpty(runs);
            Assert.All(runs.SelectMany(static run => run.Outputs), output => walk.Visit(output.Value, step));
        }

        Assert.True(walk.Visited > 30, $"Only {walk.Visited} objects were found.");
    }

    /// <summary>Follows every field of every object.</summary>
    private sealed class Walk
    {
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

        public int Visited => _seen.Count;

        public void Visit(object? value, string path)
        {
            if (value is null or string or Enum || value.GetType().IsPrimitive || !_seen.Add(value))
            {
                return;
            }

            Assert.False(
                value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or AttributeData or Delegate or Type,
                $"{path} holds a {value.GetType().Name}.");
            if (value is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    Visit(item, path + "[]");
                }
            }

            for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Visit(field.GetValue(value), $"{path}.{field.Name}");
                }
            }
        }
    }
}
