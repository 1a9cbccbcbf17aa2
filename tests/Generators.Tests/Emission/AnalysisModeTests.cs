using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedWs.Generators.Tests.Emission;

/// <summary>What is generated holds up under every analyzer of the SDK, as with <c>AnalysisMode=All</c>.</summary>
public sealed class AnalysisModeTests
{
    private const string Contracts = """
        using System;
        using System.Text.Json;
        namespace Chat.Contracts;

        [Protocol("chat", Naming = NamingPolicy.SnakeCaseLower)] public sealed partial class ChatProtocol;

        [FromClient<ChatProtocol>] public sealed record Say(string Room, string Text = "");
        [FromServer<ChatProtocol>] public sealed record Said(string Room, DateTimeOffset At, Color Color, IReadOnlyList<Part?> Parts);
        [FromClient<ChatProtocol>] public sealed record Join(string Room) : IReturns<Joined>;
        [FromServer<ChatProtocol>] public sealed record Ping : IReturns;
        [FromClient<ChatProtocol>][FromServer<ChatProtocol>] public sealed record Both(int? X);
        public sealed record Joined(Dictionary<string, Part> Members);

        public sealed class Part
        {
            public required string Name { get; init; }
            public string? Note { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public Size Size { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public long Id { get; set; }
            [JsonExtensionData] public Dictionary<string, JsonElement>? Others { get; init; }
        }

        [MessagePack.MessagePackObject(true)] public record struct Size(int Width, int Height);
        [Flags] public enum Color { None = 0, Red = 1, Blue = 2 }
        """;

    [Fact]
    public async Task GeneratedCode_UnderEveryAnalyzer_HasNothingToReport()
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. LoadAnalyzers()];
        Assert.True(analyzers.Length > 100, $"{analyzers.Length} analyzers were found.");
        GeneratorRun run = GeneratorRun.Of(Contracts);
        Dictionary<string, ReportDiagnostic> all = analyzers
            .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .Select(static descriptor => descriptor.Id)
            .Distinct()
            .ToDictionary(static id => id, static _ => ReportDiagnostic.Warn);
        Compilation compilation = run.Compilation.WithOptions(run.Compilation.Options.WithSpecificDiagnosticOptions(all));

        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(analyzers)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(diagnostics);
        Assert.Empty(diagnostics.Where(run.IsGenerated));
    }

    private static IEnumerable<DiagnosticAnalyzer> LoadAnalyzers()
    {
        string folder = typeof(AnalysisModeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "SdkAnalyzers").Value!;
        return Directory.GetFiles(folder, "*.NetAnalyzers.dll")
            .SelectMany(static path => TypesOf(Assembly.LoadFrom(path)))
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
    }

    /// <summary>Types that need an IDE cannot be loaded here; analyzers are none of them.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
